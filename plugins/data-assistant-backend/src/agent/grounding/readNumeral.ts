const SPACE = '[ \\u00a0\\u2009\\u202f]';
const groupedBy = (mark: string) => `\\d{1,3}(?:${mark}\\d{3})+(?!\\d)`;

/**
 * Digits with their groups and their decimals, as a pattern: 1,234.5; 12,34,567; 1.234,5; 1'234.5; 1 234,5; 1_234; 12,5.
 * A comma between digits is none of these in lists such as `7,8,9`.
 */
export const NUMERAL = `(?:${[
  `${groupedBy(',')}(?:\\.\\d+)?`,
  '\\d{1,2}(?:,\\d{2})+,\\d{3}(?!\\d)(?:\\.\\d+)?',
  `${groupedBy('\\.')}(?:,\\d+(?![\\d,]))?`,
  `${groupedBy("['’]")}(?:[.,]\\d+)?`,
  `${groupedBy(SPACE)}(?:\\.\\d+|,\\d+(?!\\d|,\\d))?`,
  groupedBy('_'),
  '\\d+\\.\\d+',
  '(?<!\\d,)\\d+,\\d+(?!\\d|,\\d)',
  '\\d+',
  '\\.\\d+',
].join('|')})`;

/** One way in which a numeral may be read. */
export interface Reading {
  value: number;
  /** Digits after the point. */
  decimals: number;
}

const ONE_GROUP = /^([1-9]\d{0,2})([.,])(\d{3})$/;
const GROUPS_THEN_DECIMALS = /^(.*?)(?:([.,])(\d+))?$/;
const GROUPED = /^(?!0)\d{1,3}([^\d])\d{3}(?:\1\d{3})*$/;
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}$/;

function toReading(whole: string, decimals = ''): Reading {
  const digits = whole.replace(/\D/g, '') || '0';
  return {
    value: Number(decimals === '' ? digits : `${digits}.${decimals}`),
    decimals: decimals.length,
  };
}

/**
 * What a numeral may mean, the likeliest first. `48.231` and `48,231` may each be thousands or decimals; in English it
 * is the point that tells decimals, and nothing else.
 */
export function readNumeral(
  numeral: string,
  options: { isEnglish: boolean },
): Reading[] {
  const oneGroup = ONE_GROUP.exec(numeral);
  if (oneGroup) {
    const [, whole, mark, group] = oneGroup;
    const thousands = toReading(whole + group);
    const decimals = toReading(whole, group);
    const english = mark === ',' ? thousands : decimals;
    return options.isEnglish
      ? [english]
      : [english, english === thousands ? decimals : thousands];
  }
  if (GROUPED.test(numeral) || INDIAN.test(numeral)) {
    return [toReading(numeral)];
  }
  const [, whole, , decimals] = GROUPS_THEN_DECIMALS.exec(numeral)!;
  return [toReading(whole, decimals)];
}

/** Numbers that may stand beside one another: groups with a plain space, or a comma, between them. */
export function splitNumeral(numeral: string): string[] {
  const parts = numeral.includes(' ') ? numeral.split(' ') : numeral.split(',');
  const isSplit = numeral.includes(' ') || /^\d+,\d{1,2}$/.test(numeral);
  return isSplit && parts.length > 1 ? parts : [];
}
