import { maskDates } from './maskDates';

const BYTE = '(?:25[0-5]|2[0-4]\\d|1\\d{2}|[1-9]?\\d)';
const DOTTED = '\\d{1,4}(?:\\.\\d{1,4})+';

const rule = (source: string, flags = 'giu') => new RegExp(source, flags);

/** Addresses, and identifiers that stand as code; what is in them is no date either. */
const ADDRESSES: RegExp[] = [
  rule('\\bhttps?://[^\\s)\\]]+'),
  rule('`[\\p{L}_][\\p{L}\\p{N}_]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_]*)*`'),
];

/** Forms in which digits tell where or which, but no figure. */
const PLAIN: RegExp[] = [
  // v1.2.3, version 1.2, 10.0.0.1; groups of three are thousands, in the form of an address, too.
  rule(`\\bv(?:${DOTTED}|\\d{1,3}\\b(?![.,]\\d))`),
  rule(`(?<=\\bversions?\\s+)${DOTTED}`),
  rule(
    `(?<![\\d.,])(?!\\d{1,3}(?:\\.\\d{3})+(?!\\d))${BYTE}(?:\\.${BYTE}){3}(?![.,]?\\d)`,
  ),
  // 1st, 22nd, 2e, 1:a
  rule('\\b\\d{1,3}(?:,\\d{3})*(?:st|nd|rd|th)\\b'),
  rule('\\b\\d{1,3}(?:er|re|ère|e|è?me|ième|:[ae])(?![\\p{L}\\p{N}])'),
  // #1
  rule('(?<=^|[\\s(])#\\d{1,3}\\b', 'gmu'),
  rule('\\b24/7\\b'),
];

/** At the beginning of a line, or in it behind what ends the position before. */
const LIST_POSITION =
  /(?<=^[ \t]*|[:;,)][ \t]+)(?:\(?(\d{1,3})\)|(\d{1,3})\.)(?=[ \t]+\S)/gm;

/** Positions of a list that counts from 1. */
function maskListPositions(text: string): string {
  let last = 0;
  return text.replace(
    LIST_POSITION,
    (whole, inBrackets: string | undefined, plain: string | undefined) => {
      const position = Number(inBrackets ?? plain);
      if (position !== 1 && position !== last + 1) {
        return whole;
      }
      last = position;
      return ' '.repeat(whole.length);
    },
  );
}

const maskAll = (text: string, patterns: readonly RegExp[]): string =>
  patterns.reduce(
    (masked, pattern) =>
      masked.replace(pattern, found => ' '.repeat(found.length)),
    text,
  );

/**
 * A text with spaces for the digits that are no figures: dates, times, years that are told as such, ordinals,
 * quarters and weeks, positions of a list, versions, addresses and identifiers in code. All else stays where it is.
 */
export const maskPlainNumbers = (text: string): string =>
  maskAll(maskDates(maskAll(maskListPositions(text), ADDRESSES)), PLAIN);
