const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?';
const YEAR = '(?:19|20)\\d{2}';
const UP_TO = '\\s*(?:to|and|until|till|through|or|vs\\.?|versus|[-–—/])\\s*';
/** What makes a figure of the number before it. */
const NO_FIGURE =
  '(?![\\d%]|[.,]\\d|\\s?(?:%|percent|per cent|hundred|thousand|lakh|million|crore|billion|trillion|people|[a-z]{3,}s\\b))';
/** A year as such may have a word in the plural after it. */
const NO_SCALE =
  '(?![\\d%]|[.,]\\d|\\s?(?:%|percent|per cent|hundred|thousand|lakh|million|crore|billion|trillion))';
const BEFORE_YEAR =
  '(?:in|since|during|before|after|until|till|by|from|between|year|early|mid|late|through|fiscal|spring|summer|autumn|fall|winter|calendar|vs\\.?|versus|than)';

const rule = (source: string, flags = 'giu') => new RegExp(source, flags);

/** Forms in which digits tell when, where or which, but no figure; those that hold others come first. */
const PLAIN: RegExp[] = [
  // Addresses, and identifiers that stand as code.
  rule('\\bhttps?://[^\\s)\\]]+'),
  rule('`[\\p{L}_][\\p{L}\\p{N}_]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_]*)*`'),
  // 2026-11-19, 2026-11, with a time or without.
  rule(
    `\\b${YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?(?![\\d-])`,
  ),
  // 09:30, 9:30:15 pm, 9 pm
  rule('\\b\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s?[ap]\\.?m\\b)?(?![\\d:])'),
  rule('\\b(?:1[0-2]|[1-9])\\s?[ap]\\.?m\\b'),
  // 9 to 15 November 2026, 9 November to 15 December, 19th of November
  rule(
    `\\b${DAY}(?:${UP_TO}${DAY})?\\s+(?:of\\s+)?${MONTH}\\b(?:,?\\s+${YEAR}${NO_SCALE})?`,
  ),
  // November 9 to 15, 2026
  rule(
    `\\b${MONTH}\\s+${DAY}(?:${UP_TO}${DAY})?(?:,?\\s+${YEAR}${NO_SCALE}|${NO_FIGURE})`,
  ),
  // November 2026
  rule(`\\b${MONTH},?\\s+${YEAR}${NO_SCALE}`),
  // 19/11/2026, 19.11.26
  rule('\\b\\d{1,2}([./])\\d{1,2}\\1(?:\\d{4}|\\d{2})\\b(?![.,]?\\d)'),
  // 1.2.3, 10.0.0.1
  rule('\\bv?\\d{1,3}(?:\\.\\d{1,3}){2,}\\b'),
  // 1st, 22nd
  rule('\\b\\d{1,3}(?:,\\d{3})*(?:st|nd|rd|th)\\b'),
  // Q3, H1, FY26, week 46, weeks 45 to 46
  rule('\\b(?:Q[1-4]|H[12]|(?:FY|CW|KW|W)\\s?\\d{1,4})\\b(?![.,]\\d)'),
  rule(
    `\\b(?:weeks?|quarters?|fiscal year)\\s+\\d{1,2}(?:${UP_TO}\\d{1,2})?\\b(?![.,]?\\d|\\s?%)`,
  ),
  // from 2024 to 2026, 2024/25, in 2026
  rule(`\\b${YEAR}${UP_TO}(?:${YEAR}|(?<=/)\\d{2})\\b${NO_SCALE}`),
  rule(
    `(?<=\\b${BEFORE_YEAR}[\\s-]+(?:the\\s+year\\s+)?)${YEAR}\\b${NO_SCALE}`,
  ),
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

/**
 * A text with spaces for the digits that are no figures: dates, times, years that are told as such, ordinals,
 * quarters and weeks, positions of a list, versions, addresses and identifiers in code. All else stays where it is.
 */
export function maskPlainNumbers(text: string): string {
  return PLAIN.reduce(
    (masked, pattern) =>
      masked.replace(pattern, found => ' '.repeat(found.length)),
    maskListPositions(text),
  );
}
