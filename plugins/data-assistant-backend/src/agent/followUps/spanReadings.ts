import { QuestionPart } from './QuestionPart';

type Span = Pick<
  Extract<QuestionPart, { kind: 'span' }>,
  'words' | 'from' | 'to'
>;

/** Part of a year by its name: alone, it is that of the latest year. */
const NAMED =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:q[1-4]|h[12]|quarter|half|week \d+)\b/i;
const RELATIVE = /\b(?:last|past|previous|this|trailing|ago|to date)\b/i;
const YEAR = /\b(?:19|20)\d\d\b/;
const WHOLE_YEAR =
  /^(?:(?:in|for|during|of|over) )?(?:the )?(?:(?:whole )?year )?(?:(?:19|20)\d\d|last year|this year)$/i;
const WEEKDAY =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b/i;

const yearOf = (day: string) => day.slice(0, 4);
const isNamed = ({ words }: Span) => NAMED.test(words) && !RELATIVE.test(words);

/**
 * How a new time may be said where there was another one. "And in April?" after March 2025 is April 2025; after last
 * year it may be the latest April as well, and "in 2025" after September may be that September. Which Monday is meant
 * after a whole week is not known.
 */
export function spanReadings(next: Span, before: Span): string[] {
  const { words } = next;
  if (WEEKDAY.test(words) && !/\d/.test(words) && before.from !== before.to) {
    return [];
  }
  const year = yearOf(before.from);
  const saysYear = YEAR.test(before.words);
  if (isNamed(next) && !YEAR.test(words)) {
    if (yearOf(before.to) !== year) {
      return saysYear ? [] : [words];
    }
    const carried = yearOf(next.from) === year ? words : `${words} ${year}`;
    return saysYear ? [carried] : [...new Set([words, carried])];
  }
  if (isNamed(before) && WHOLE_YEAR.test(words)) {
    const part = before.words.replace(YEAR, '').replace(/[\s,]+$/, '');
    return NAMED.test(part) && !/\d{1,2}-\d/.test(part)
      ? [words, `${part} ${yearOf(next.from)}`]
      : [words];
  }
  return [words];
}
