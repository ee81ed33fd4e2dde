import { RanQuery } from '../tools/AgentNotes';
import { withoutComments } from './withoutComments';

const TOKEN = /[\p{L}\p{N}_](?:[\p{L}\p{N}_.:/-]*[\p{L}\p{N}_])?/gu;
const LONGEST_TEXT = 2_000;

const codesIn = (text: string): string[] =>
  /\d/.test(text)
    ? (text.slice(0, LONGEST_TEXT).toLowerCase().match(TOKEN) ?? []).filter(
        token => /\d/.test(token) && isNaN(Number(token)),
      )
    : [];

const startsInLetter = (code: string) => /^[\p{L}_]/u.test(code);

/**
 * Words with digits in them that are names: identifiers of the SQL and the columns, codes that cells hold, such as
 * `1.2.3` or `7c9e-944b`, and words of the `said` texts.
 */
export function findCodes({
  queries,
  said,
}: {
  queries: readonly RanQuery[];
  said: readonly string[];
}): Set<string> {
  const codes = new Set<string>();
  for (const { sql, tables, result } of queries) {
    [withoutComments(sql), ...tables, ...result.columns.map(({ name }) => name)]
      .flatMap(codesIn)
      .filter(startsInLetter)
      .forEach(code => codes.add(code));
    for (const cell of result.rows.flat()) {
      if (typeof cell === 'string') {
        codesIn(cell).forEach(code => codes.add(code));
      }
    }
  }
  said
    .flatMap(codesIn)
    .filter(startsInLetter)
    .forEach(code => codes.add(code));
  return codes;
}

/** A text with spaces for the codes in it. */
export const maskCodes = (text: string, codes: ReadonlySet<string>): string =>
  text.replace(TOKEN, token =>
    codes.has(token.toLowerCase()) ? ' '.repeat(token.length) : token,
  );
