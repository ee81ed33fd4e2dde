const MONTH = `(?:${[
  'jan(?:uar[yi]?)?|feb(?:ruar[yi]?)?|mar(?:ch|s)?|märz|apr(?:il)?|ma[yij]|june?|juni|july?|juli',
  'aug(?:usti?)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?',
  'janvier|février|févr|avril|juin|juillet|août|septembre|octobre|novembre|décembre',
].join('|')})\\.?(?!\\p{L})`;
const DAY = '(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|er|\\.)?';
const DAY_OF_DATE = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH_OF_DATE = '(?:0?[1-9]|1[0-2])';
const YEAR = '(?:19|20)\\d{2}';
const UP_TO =
  '\\s*(?:to|and|until|till|through|or|vs\\.?|versus|bis|und|au|et|till|och|[-–—/])\\s*';
const SCALE =
  '\\s?(?:%|percent|per cent|hundred|thousand|lakh|million|crore|billion|trillion)';
/** A noun in the plural is counted by the number before it. */
const COUNTED =
  '[a-z]{3,}s\\b|people\\b|persons?\\b|men\\b|women\\b|children\\b';
/** What makes a figure of the number before it. */
const NO_FIGURE = `(?![\\d%]|[.,]\\d|${SCALE}|\\s?(?:${COUNTED}))`;
/** A year as such may have a word in the plural after it. */
const NO_SCALE = `(?![\\d%]|[.,]\\d|${SCALE})`;
/** Verbs and other words in `s` that count nothing. */
const NOT_COUNTED =
  'was|has|this|its|does|plus|less|across|versus|thus|always|perhaps|besides|towards|yes|shows?|sees|brings|marks|remains|stands|leads|looks|comes|grows|rises|falls|drops|equals|includes|covers|gives|means|totals';
const FUNCTION_WORD =
  'the|a|an|all|our|its|their|in|on|of|for|with|without|as|and|or|but|to|at|by|from|than|when|where|while|which|that|who|were|are|had|have|most|many|some|both|is|it|they|we|there';
/** After a word that may as well stand before a count, a year counts nothing. */
const NOT_COUNTING = `${NO_SCALE}(?!\\s?(?:[€$£¥]|(?:kr|eur|usd|gbp|sek|ms|km|kg|kb|mb|gb|tb)\\b)|\\s+(?:(?!(?:${FUNCTION_WORD}|${NOT_COUNTED})\\b)[a-z]+\\s+)?(?!(?:${NOT_COUNTED})\\b)(?:${COUNTED}))`;
const ALWAYS_BEFORE_YEAR =
  'since|during|year|early|mid|late|pre|post|fiscal|spring|summer|autumn|fall|winter|calendar|(?:(?:first|second|third|fourth|last) (?:half|quarter)|end|start|beginning|rest|as) of|jahr|jahre|seit|en|depuis|année|år|sedan';
const SOMETIMES_BEFORE_YEAR =
  'in|before|after|until|till|from|between|through|vs\\.?|versus';
const PART_OF_YEAR = `(?:Q[1-4]|H[12]|(?:CW|KW|W)\\s?(?:0?[1-9]|[1-4]\\d|5[0-3]))`;
const TIME = '(?:[01]?\\d|2[0-4]):[0-5]\\d';

const rule = (source: string, flags = 'giu') => new RegExp(source, flags);

/** Forms in which digits tell when; those that hold others come first. */
const DATES: RegExp[] = [
  // 2026-11-19, 2026-11, with a time or without.
  rule(
    `\\b${YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?(?![\\d-])`,
  ),
  // 09:30, 9:30:15 pm, 9 pm, 9.30 Uhr, kl. 9.30
  rule(`\\b${TIME}(?::[0-5]\\d)?(?:\\s?[ap]\\.?m\\b)?(?![\\d:])`),
  rule('\\b(?:1[0-2]|[1-9])\\s?[ap]\\.?m\\b'),
  rule('\\b(?:[01]?\\d|2[0-4])(?:\\.[0-5]\\d)?\\s+Uhr\\b'),
  rule('(?<=\\bkl\\.?\\s?)(?:[01]?\\d|2[0-4])(?:\\.[0-5]\\d)?\\b(?![.,]?\\d)'),
  // 9 to 15 November 2026, 9 November to 15 December, 19th of November, 19-Nov-2026
  rule(
    `\\b${DAY}(?:${UP_TO}${DAY})?[\\s-]+(?:of\\s+)?${MONTH}(?:(?:,?\\s+|-)${YEAR}${NO_SCALE})?`,
  ),
  // November 9 to 15, 2026
  rule(
    `\\b${MONTH}\\s+${DAY}(?:${UP_TO}${DAY})?(?:,?\\s+${YEAR}${NO_SCALE}|${NO_FIGURE})`,
  ),
  // November 2026, Nov-2026
  rule(`\\b${MONTH}(?:,?\\s+|-)${YEAR}${NO_SCALE}`),
  // 19/11/2026, 19.11.26, am 19.11.
  rule(
    `\\b${DAY_OF_DATE}([./])${DAY_OF_DATE}\\1(?:${YEAR}|\\d{2})\\b(?![.,]?\\d)`,
  ),
  rule(
    `(?<=\\b(?:am|vom|zum|seit|bis)\\s+)${DAY_OF_DATE}\\.${MONTH_OF_DATE}\\.(?!\\d)`,
  ),
  // Q3, H1 2026, 2026-W46, FY26, week 46, weeks 45 to 46
  rule(`\\b${YEAR}[\\s-]?${PART_OF_YEAR}\\b(?![.,]\\d)`),
  rule(
    `\\b${PART_OF_YEAR}\\b(?![.,]\\d)(?:(?:\\s+(?:of\\s+)?|[-/])${YEAR}${NO_SCALE})?`,
  ),
  rule(`\\bFY\\s?-?(?:${YEAR}|\\d{2})\\b(?![.,]\\d)`),
  rule(
    `\\b(?:weeks?|quarters?|fiscal year|kalenderwoche|woche|semaine|vecka)\\s+(?:0?[1-9]|[1-4]\\d|5[0-3])(?:${UP_TO}\\d{1,2})?\\b(?![.,]?\\d|\\s?%)(?:\\s+of\\s+${YEAR}${NO_SCALE})?`,
  ),
  // In 2026, In 2025 and 2026, and By 2026 with a comma, at the beginning of a clause.
  rule(
    `(?<=(?:^|[.!?:;,]\\s+)In\\s+)${YEAR}(?:${UP_TO}${YEAR})?\\b${NO_SCALE}`,
    'gmu',
  ),
  rule(`(?<=(?:^|[.!?:;,]\\s+)By\\s+)${YEAR}(?=,\\s)`, 'gmu'),
  // 1990s
  rule('\\b(?:19|20)\\d0s\\b'),
  // from 2024 to 2026, 2024/25, in 2026
  rule(`\\b${YEAR}${UP_TO}(?:${YEAR}|(?<=/)\\d{2})\\b${NOT_COUNTING}`),
  rule(
    `(?<=(?<![\\p{L}\\p{N}])(?:${ALWAYS_BEFORE_YEAR})[\\s-]+(?:the\\s+year\\s+)?)${YEAR}\\b${NO_SCALE}`,
  ),
  rule(
    `(?<=\\b(?:${SOMETIMES_BEFORE_YEAR})[\\s-]+(?:the\\s+year\\s+)?)${YEAR}\\b(?!${UP_TO}${YEAR})${NOT_COUNTING}`,
  ),
];

/** Small letters make a verb or nothing of these; with a year or a day as such they are months again. */
const NO_MONTH_ALONE = /(?<!\p{L})(?:may|mar|march)(?!\p{L})/u;
const SURELY_DATE = new RegExp(`${YEAR}|\\d(?:st|nd|rd|th)`, 'u');

/** A text with spaces for dates, times, years that are told as such, weeks and quarters. All else stays where it is. */
export const maskDates = (text: string): string =>
  DATES.reduce(
    (masked, pattern) =>
      masked.replace(pattern, found =>
        NO_MONTH_ALONE.test(found) && !SURELY_DATE.test(found)
          ? found
          : ' '.repeat(found.length),
      ),
    text,
  );
