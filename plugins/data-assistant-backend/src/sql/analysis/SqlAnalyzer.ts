import { SqlAnalysis } from '@cairn/backstage-plugin-data-assistant-node';

/** Reads what a text of one dialect refers to, without running it. Never throws for a text, however odd. */
export interface SqlAnalyzer {
  analyze(sql: string): Promise<SqlAnalysis>;
}

/** Why a statement is not vouched for. */
export class AnalysisRefusal extends Error {
  readonly name = 'AnalysisRefusal';

  constructor(
    readonly rule: Extract<SqlAnalysis, { ok: false }>['rule'],
    message: string,
  ) {
    super(message);
  }
}

/** Characters of a statement; parsers of all dialects read this much in milliseconds. */
export const SQL_MAX_LENGTH = 100_000;
/** Expressions and queries inside one another. */
export const MAX_DEPTH = 250;
/** Each costs the planner; thousands in a chain of UNIONs take it minutes. */
export const MAX_QUERIES = 200;
/** Tables, subqueries and functions that are read from; the planner's work grows faster than their number. */
export const MAX_SOURCES = 100;

/**
 * Bounds that hold before any parser sees the text.
 *
 * @throws AnalysisRefusal
 */
export function checkText(sql: string): void {
  if (sql.length > SQL_MAX_LENGTH) {
    throw new AnalysisRefusal(
      'too-long',
      `The query is longer than ${SQL_MAX_LENGTH} characters`,
    );
  }
  // A parser in C would stop reading there.
  if (sql.includes('\0')) {
    throw new AnalysisRefusal('syntax', 'The query contains a NUL character');
  }
  // What an encoder makes of half a character is not what was checked.
  if (/\p{Surrogate}/u.test(sql)) {
    throw new AnalysisRefusal('syntax', 'The query contains half a character');
  }
}

/** The construct is not one that is known to be harmless. */
export function uncheckable(construct: string): AnalysisRefusal {
  return new AnalysisRefusal(
    'not-select',
    `The query uses a construct that cannot be checked (${construct
      .replace(/_/g, ' ')
      .slice(0, 40)})`,
  );
}
