import { DatasetOutline, PackMaterial } from './ContextPack';

/** Pairs further away say little of what this question needs. */
const PAIRS_LOOKED_AT = 12;
const NAME_OR_LITERAL =
  /--[^\n]*|'(?:[^']|'')*'|"([^"]+)"|`([^`]+)`|([\p{L}_][\p{L}\p{N}_$]*)/gu;
/** Of a longer statement, the beginning. */
const LONGEST_SQL = 20_000;

/** The names that a statement uses, keywords among them, in lower case; what stands in strings is none. */
function namesIn(sql: string): Set<string> {
  const names = new Set<string>();
  for (const [, quoted, backquoted, bare] of sql
    .slice(0, LONGEST_SQL)
    .matchAll(NAME_OR_LITERAL)) {
    for (const part of (quoted ?? backquoted ?? bare ?? '').split('.')) {
      if (part !== '') {
        names.add(part.toLowerCase());
      }
    }
  }
  return names;
}

/** The name of `schema.table` without the schema. */
export function bareTable(table: string): string {
  return table.slice(table.lastIndexOf('.') + 1);
}

/** What a near pair uses. */
export interface PairUse {
  /** 0 to 1: how near the pair is. */
  weight: number;
  datasets: ReadonlySet<string>;
  /** Of tables and columns, and other words of its SQL; lower case. */
  names: ReadonlySet<string>;
}

export function usesOf({ pairs }: PackMaterial): PairUse[] {
  const [first] = pairs;
  return pairs.slice(0, PAIRS_LOOKED_AT).map(({ pair, score }) => ({
    weight: first.score > 0 ? Math.max(0, score / first.score) : 0,
    datasets: new Set(pair.datasets),
    names: namesIn(pair.sql),
  }));
}

/** Where it is not known which datasets a pair reads, by the names in its SQL. */
export function isUsed(outline: DatasetOutline, use: PairUse): boolean {
  return use.datasets.size > 0
    ? use.datasets.has(outline.id)
    : use.names.has(bareTable(outline.table).toLowerCase());
}
