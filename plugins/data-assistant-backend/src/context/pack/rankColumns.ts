import { contentTerms, identifierTerms } from '../words/contentTerms';
import { DatasetOutline, PackMaterial } from './ContextPack';
import { namedByTerms, valuesAsked } from './askedColumns';
import { bareTable, isUsed, PairUse, usesOf } from './pairUses';

/** A table and its columns by how probably the answer's SQL needs them. */
export interface RankedTable {
  outline: DatasetOutline;
  score: number;
  /** By position in `outline.columns`. */
  columnScores: Float64Array;
}

/** How surely each kind of evidence speaks for a table or a column; independent ones add up by noisy-or. */
const EVIDENCE = {
  wordsOfTable: 0.7,
  pairUsesIt: 0.6,
  joinsNear: 0.35,
  wordsOfColumn: 0.8,
  termNamesIt: 0.95,
  valueIsAsked: 0.9,
  isKey: 0.3,
  isPartition: 0.4,
  isLabel: 0.3,
};
/** A table that nothing speaks for is seldom needed; a column of a needed table is, more often than not. */
const TABLE_FLOOR = 0.05;
const COLUMN_FLOOR = 0.2;

/** People say the names of things, whose column they seldom name. */
const LABEL_WORDS = new Set(['name', 'title', 'label']);
const KEY_WORDS = new Set(['id', 'key', 'code', 'number', 'uuid', 'fk', 'pk']);

const either = (a: number, b: number) => 1 - (1 - a) * (1 - b);

/**
 * Tables and columns, best first: by the words of the question, what near pairs use, what terms and common
 * values say, and what joins the tables that are near.
 */
export function rankColumns(
  question: string,
  material: PackMaterial,
  options: { tablesAtMost: number },
): RankedTable[] {
  const uses = usesOf(material);
  const near = withJoins(rankTables(material, uses)).slice(
    0,
    options.tablesAtMost,
  );
  const asked = new Set(contentTerms(question));
  const named = namedByTerms(material, asked);
  const evidenceOf = readNames(near, asked, named);
  const values = valuesAsked(question, material);

  return near.map(({ outline, score }) => {
    const table = outline.table.toLowerCase();
    const usedBy = uses.filter(use => isUsed(outline, use));
    const columnScores = Float64Array.from(outline.columns, column => {
      const name = column.toLowerCase();
      let evidence = evidenceOf.get(column)!;
      for (const use of usedBy) {
        if (use.names.has(name)) {
          evidence = either(evidence, EVIDENCE.pairUsesIt * use.weight);
        }
      }
      if (named.size > 0 && named.has(`${table}.${name}`)) {
        evidence = either(evidence, EVIDENCE.termNamesIt);
      }
      if (values.size > 0 && values.has(`${table}.${name}`)) {
        evidence = either(evidence, EVIDENCE.valueIsAsked);
      }
      if (column === outline.partitionColumn) {
        evidence = either(evidence, EVIDENCE.isPartition);
      }
      return COLUMN_FLOOR + (1 - COLUMN_FLOOR) * evidence;
    });
    return {
      outline,
      score: TABLE_FLOOR + (1 - TABLE_FLOOR) * score,
      columnScores,
    };
  });
}

interface NearTable {
  outline: DatasetOutline;
  score: number;
}

const byScore = (a: NearTable, b: NearTable) =>
  b.score - a.score || (a.outline.table < b.outline.table ? -1 : 1);

/** By the words of the question and the pairs that use them; the joins come later. */
function rankTables(material: PackMaterial, uses: PairUse[]): NearTable[] {
  const nearest = Math.max(0, ...material.nearness.values()) || 1;
  return material.outlines.map(outline => {
    const nearness = material.nearness.get(outline.id) ?? 0;
    return {
      outline,
      score: uses.reduce(
        (score, use) =>
          isUsed(outline, use)
            ? either(score, EVIDENCE.pairUsesIt * use.weight)
            : score,
        EVIDENCE.wordsOfTable * (nearness / nearest),
      ),
    };
  });
}

/** Tables whose keys the near ones have too are needed for joining them. */
function withJoins(tables: NearTable[]): NearTable[] {
  const keys = tables.map(({ outline }) => keysOf(outline));
  // Of each key, the two nearest tables: one of them may be the table itself.
  const nearest = new Map<string, { best: number; second: number }>();
  tables.forEach(({ score }, index) => {
    for (const key of keys[index]) {
      const { best, second } = nearest.get(key) ?? { best: 0, second: 0 };
      nearest.set(key, {
        best: Math.max(best, score),
        second: Math.max(second, Math.min(best, score)),
      });
    }
  });
  return tables
    .map(({ outline, score }, index) => {
      let joined = 0;
      for (const key of keys[index]) {
        const { best, second } = nearest.get(key)!;
        joined = Math.max(joined, best === score ? second : best);
      }
      return { outline, score: either(score, EVIDENCE.joinsNear * joined) };
    })
    .sort(byScore);
}

const isKey = (terms: readonly string[]) =>
  terms.length > 0 && KEY_WORDS.has(terms[terms.length - 1]);

/** What the keys of a table stand for, so that `students.id` and `grades.student_id` are the same. */
function keysOf({ table, columns }: DatasetOutline): Set<string> {
  const keys = new Set<string>();
  for (const column of columns) {
    const terms = identifierTerms(column);
    if (isKey(terms)) {
      keys.add(
        terms.length > 1
          ? terms.join(' ')
          : [...identifierTerms(bareTable(table)), ...terms].join(' '),
      );
    }
  }
  return keys;
}

/** What the name of each column says by itself. */
function readNames(
  near: NearTable[],
  asked: ReadonlySet<string>,
  named: ReadonlySet<string>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { outline } of near) {
    for (const column of outline.columns) {
      counts.set(column, (counts.get(column) ?? 0) + 1);
    }
  }
  const idf = idfOf(counts);
  const evidenceOf = new Map<string, number>();
  for (const column of counts.keys()) {
    const terms = identifierTerms(column);
    let evidence = EVIDENCE.wordsOfColumn * coverage(terms, asked, idf);
    if (LABEL_WORDS.has(terms[terms.length - 1])) {
      evidence = either(evidence, EVIDENCE.isLabel);
    }
    if (isKey(terms)) {
      evidence = either(evidence, EVIDENCE.isKey);
    }
    if (named.has(`*.${column.toLowerCase()}`)) {
      evidence = either(evidence, EVIDENCE.termNamesIt);
    }
    evidenceOf.set(column, evidence);
  }
  return evidenceOf;
}

function idfOf(counts: ReadonlyMap<string, number>): (term: string) => number {
  const found = new Map<string, number>();
  let all = 0;
  for (const [column, count] of counts) {
    all += count;
    for (const term of new Set(identifierTerms(column))) {
      found.set(term, (found.get(term) ?? 0) + count);
    }
  }
  return term => Math.log(1 + all / ((found.get(term) ?? 0) + 0.5));
}

/** The share of what a name says that the question says too. */
function coverage(
  terms: readonly string[],
  asked: ReadonlySet<string>,
  idf: (term: string) => number,
): number {
  if (!terms.some(term => asked.has(term))) {
    return 0;
  }
  let all = 0;
  let said = 0;
  for (const term of terms) {
    const weight = idf(term);
    all += weight;
    said += asked.has(term) ? weight : 0;
  }
  return said / all;
}
