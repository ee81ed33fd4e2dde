import {
  Dataset,
  Doc,
  ParameterType,
} from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { Comparison, SqlLiteral } from './findLiterals';
import { ResolvedColumn, resolveColumn } from './resolveColumn';
import { JsonValue } from '@backstage/types';

/** A literal of a statement, and what stands in its place when it is a parameter `name`. */
export interface Replacement {
  literal: SqlLiteral;
  with: (name: string) => string;
}

/** Literals that one parameter may take the place of, if the question says what they hold. */
export interface ParameterCandidate {
  type: ParameterType;
  /** What questions tell such parameters apart by: two of one slot could be mixed up. */
  slot: string;
  baseName: string;
  /** As `assignSlots` fills it: a day, `from..to`, a number or a value. */
  value: string;
  column?: ResolvedColumn;
  /** Words that stand for the value here, with where that is written. */
  phrases: { phrase: string; source: string }[];
  replacements: Replacement[];
}

const PREFIX: Partial<Record<Comparison, string>> = {
  gt: 'min_',
  gte: 'min_',
  lt: 'max_',
  lte: 'max_',
};

function shiftDay(day: string, days: number): string {
  return (
    DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate() ?? ''
  );
}

/** A day in place of one that is not included itself; the same in all dialects. */
function shifted(name: string, days: 1 | -1): string {
  return `(CAST($${name} AS DATE) ${days > 0 ? '+' : '-'} 1)`;
}

function phrasesFor(value: string, column: ResolvedColumn, docs: Doc[]) {
  const id = column.id.toLowerCase();
  const terms = docs.flatMap(doc =>
    doc.terms
      .filter(
        term =>
          term.value?.toLowerCase() === value.toLowerCase() &&
          term.column !== undefined &&
          (term.column.toLowerCase() === id ||
            (term.column.startsWith('*.') &&
              id.endsWith(term.column.slice(1).toLowerCase()))),
      )
      .map(term => ({ term, title: doc.title })),
  );
  return [
    ...terms.flatMap(({ term, title }) =>
      [term.term, ...term.synonyms].map(phrase => ({
        phrase,
        source: `the doc “${title}” says so`,
      })),
    ),
    { phrase: value, source: 'that is the value itself' },
  ];
}

/** Candidates of one slot and value are one parameter: it stands wherever the literal stood. */
function merge(candidates: ParameterCandidate[]): ParameterCandidate[] {
  const merged = new Map<string, ParameterCandidate>();
  for (const candidate of candidates) {
    const key = JSON.stringify([
      candidate.slot,
      candidate.baseName,
      candidate.value,
    ]);
    const known = merged.get(key);
    if (known) {
      known.replacements.push(...candidate.replacements);
    } else {
      merged.set(key, candidate);
    }
  }
  return [...merged.values()];
}

type Compared = SqlLiteral & {
  use: Extract<SqlLiteral['use'], { kind: 'comparison' }>;
};

/** Days and, where two of one conjunction bound a column from both sides, spans of days. */
function readDays(literals: Compared[]): ParameterCandidate[] {
  const candidates: ParameterCandidate[] = [];
  const bounds = new Map<string, { low: Compared[]; high: Compared[] }>();
  for (const literal of literals) {
    const { operator, column, conjunction } = literal.use;
    if (operator === 'eq') {
      candidates.push({
        type: 'date',
        slot: 'span',
        baseName: 'day',
        value: literal.value,
        phrases: [],
        replacements: [{ literal, with: name => `$${name}` }],
      });
    } else if (operator !== 'neq' && column) {
      const key = JSON.stringify([conjunction, column]);
      const both = bounds.get(key) ?? { low: [], high: [] };
      (operator.startsWith('g') ? both.low : both.high).push(literal);
      bounds.set(key, both);
    }
  }
  for (const { low, high } of bounds.values()) {
    if (low.length === 1 && high.length === 1) {
      const [from] = low;
      const [to] = high;
      const after = from.use.operator === 'gt';
      const before = to.use.operator === 'lt';
      candidates.push({
        type: 'dateRange',
        slot: 'span',
        baseName: 'period',
        value: `${after ? shiftDay(from.value, 1) : from.value}..${
          before ? shiftDay(to.value, -1) : to.value
        }`,
        phrases: [],
        replacements: [
          {
            literal: from,
            with: name =>
              after ? shifted(`${name}_from`, -1) : `$${name}_from`,
          },
          {
            literal: to,
            with: name => (before ? shifted(`${name}_to`, 1) : `$${name}_to`),
          },
        ],
      });
    }
  }
  return candidates;
}

/** What parameters the literals of a statement could be, whether or not a question says them. */
export function listCandidates(options: {
  literals: SqlLiteral[];
  tree: JsonValue;
  datasets: Dataset[];
  docs: Doc[];
}): ParameterCandidate[] {
  const { literals, tree, datasets, docs } = options;
  const days: Compared[] = [];
  const candidates: ParameterCandidate[] = [];
  for (const literal of literals) {
    const { kind, use, value, path } = literal;
    const replacements: Replacement[] = [{ literal, with: name => `$${name}` }];
    if (use.kind === 'limit' && kind === 'number') {
      candidates.push({
        type: 'topN',
        slot: 'topN',
        baseName: 'top_n',
        value,
        phrases: [],
        replacements,
      });
    }
    if (use.kind !== 'comparison') {
      continue;
    }
    if (kind === 'date') {
      days.push({ ...literal, use });
      continue;
    }
    const { column: written, operator } = use;
    const column =
      written && resolveColumn({ tree, path, column: written, datasets });
    const phrases = column ? phrasesFor(value, column, docs) : [];
    const isValue =
      (operator === 'eq' || operator === 'neq') &&
      (kind === 'string' || phrases.length > 1);
    if (isValue && column) {
      candidates.push({
        type: 'value',
        slot: `value ${column.id}`,
        baseName: column.column.name,
        value,
        column,
        phrases,
        replacements,
      });
    } else if (kind === 'number') {
      candidates.push({
        type: 'number',
        slot: 'number',
        baseName: `${PREFIX[operator] ?? ''}${
          written?.name ?? use.aggregate ?? 'number'
        }`,
        value,
        phrases: [],
        replacements,
      });
    }
  }
  return merge([...readDays(days), ...candidates]);
}
