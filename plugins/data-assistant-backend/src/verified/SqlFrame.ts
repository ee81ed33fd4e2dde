import { Dialect, init, isInitialized, parse } from '@polyglot-sql/sdk';
import { Json, SqlFrameReader } from './SqlFrameReader';

export { stemsOfName } from './stemsOfName';

/** What a statement does to its rows, as far as a question may speak of it. */
export type SqlTrait =
  | 'count'
  | 'distinct'
  | 'average'
  | 'sum'
  | 'max'
  | 'min'
  | 'each'
  | 'not'
  | 'or'
  | 'above'
  | 'below'
  | 'between'
  | 'ascending'
  | 'descending'
  | 'sorted'
  | 'superlative';

/** What the SQL of a pair says of its question: the second witness beside the question's own words. */
export interface SqlFrame {
  traits: ReadonlySet<SqlTrait>;
  /** Stems of the words of all tables and columns that it names. */
  words: ReadonlySet<string>;
  /** Stems of the words of each column or table in the result's own list, in order. */
  selected: string[][];
  /** Stems of the words of each column that it selects, filters, groups or orders by, keys left out. */
  columns: string[][];
  /** Stems of the words of all that it gives or groups and orders by, the names that it gives them included. */
  shown: ReadonlySet<string>;
  /** Stems of the words of each column that it groups by, and of all that it gives. */
  groupKeys: ReadonlySet<string>;
  /** What it compares with a literal: stems of the column's name and of the literal. */
  conditions: { column: string[]; literal: string[] }[];
  /** Names of its columns, in lower case. */
  columnNames: ReadonlySet<string>;
  /** Stems of the words of its strings, and its numbers as text. */
  literals: ReadonlySet<string>;
}

/** Of the pairs that are written for these, every one of the examples parses as the first. */
const DIALECTS = [Dialect.DuckDB, Dialect.BigQuery, Dialect.PostgreSQL];

/** To be awaited once before `readSqlFrame`; resolves at once when that has happened. */
export async function prepareSqlFrames(): Promise<void> {
  await init();
}

/**
 * Reads a statement of any dialect; undefined when none of their parsers takes it.
 *
 * @throws Error before `prepareSqlFrames` has resolved
 */
export function readSqlFrame(sql: string): SqlFrame | undefined {
  if (!isInitialized()) {
    throw new Error('The SQL parser is not loaded; await prepareSqlFrames()');
  }
  for (const dialect of DIALECTS) {
    const parsed = parse(sql, dialect);
    if (parsed.success) {
      return SqlFrameReader.create().read(parsed.ast as unknown as Json);
    }
  }
  return undefined;
}
