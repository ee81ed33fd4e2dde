import { DateTime } from 'luxon';
import type { DayRange } from './relativeSpans';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MONTH =
  '(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\b\\.?';
const YEAR = '((?:19|20)\\d\\d)';
const ORDINALS: Record<string, number> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
};

interface CalendarForm {
  pattern: RegExp;
  read: (match: RegExpExecArray, today: DateTime) => DayRange | undefined;
}

function monthOf(word: string): number {
  return (
    MONTHS.findIndex(month =>
      month.startsWith(word.toLowerCase().slice(0, 3)),
    ) + 1
  );
}

/** A span that has begun, cut at yesterday while it goes on; undefined for one in the future. */
function begun(
  from: DateTime,
  to: DateTime,
  today: DateTime,
): DayRange | undefined {
  if (from > today) {
    return undefined;
  }
  const yesterday = today.minus({ days: 1 });
  if (to < today) {
    return { from, to };
  }
  return {
    from,
    to: from > yesterday ? from : yesterday,
    reading: `${from.toFormat('d MMMM yyyy')} up to yesterday`,
  };
}

/** Without a year, the latest that has begun. */
function monthSpan(
  today: DateTime,
  first: number,
  last: number,
  year: string | undefined,
): DayRange | undefined {
  let startYear = year ? Number(year) : today.year;
  if (last < first) {
    startYear -= 1;
  }
  let from = DateTime.fromObject(
    { year: startYear, month: first, day: 1 },
    { zone: today.zone },
  );
  if (!year && from > today) {
    from = from.minus({ years: 1 });
  }
  const months = (last - first + 12) % 12;
  return begun(
    from,
    from.plus({ months }).endOf('month').startOf('day'),
    today,
  );
}

function quarterSpan(today: DateTime, quarter: number, year?: string) {
  return monthSpan(today, quarter * 3 - 2, quarter * 3, year);
}

/** Months, quarters, halves, years and ISO weeks by name; tried in this order. */
export const CALENDAR_FORMS: CalendarForm[] = [
  {
    pattern: new RegExp(
      `\\b(?:from |between )?${MONTH}(?: ${YEAR})? ?(?:to|until|through|and|-|–) ?${MONTH}(?:,? ${YEAR})?(?![\\d-]| \\d)`,
      'gi',
    ),
    read: (match, today) =>
      // "March and July" are two months, unless they are "between" or follow one another.
      match[2] ||
      (/\band\b/i.test(match[0]) &&
        !/^between\b/i.test(match[0]) &&
        monthOf(match[3]) !== monthOf(match[1]) + 1)
        ? undefined
        : monthSpan(today, monthOf(match[1]), monthOf(match[3]), match[4]),
  },
  {
    pattern: new RegExp(
      `\\b(?:in |during |for |of |over )?(?:the (?:whole )?month of )?${MONTH},? (?:of )?${YEAR}\\b`,
      'gi',
    ),
    read: (match, today) =>
      monthSpan(today, monthOf(match[1]), monthOf(match[1]), match[2]),
  },
  {
    pattern: new RegExp(`\\b${YEAR}-(0[1-9]|1[0-2])\\b(?!-\\d)`, 'g'),
    read: (match, today) =>
      monthSpan(today, Number(match[2]), Number(match[2]), match[1]),
  },
  {
    pattern: new RegExp(
      `\\b(?:in|during|for|of|over|last|this|past|throughout) (?:the (?:whole )?month of )?${MONTH}(?! ?\\d)`,
      'gi',
    ),
    read: (match, today) =>
      monthSpan(today, monthOf(match[1]), monthOf(match[1]), undefined),
  },
  {
    pattern: new RegExp(
      `(?<!\\d |\\dst |\\dnd |\\drd |\\dth |of )\\b(?!may\\b|march\\b|mar\\b|sep\\b|dec\\b|jan\\b)${MONTH}(?! ?\\d|['’]s)`,
      'gi',
    ),
    read: (match, today) =>
      monthSpan(today, monthOf(match[1]), monthOf(match[1]), undefined),
  },
  {
    pattern: new RegExp(
      `\\b(?:in |during |for )?(?:the )?(first|second|1st|2nd) half (?:of )?(?:the year )?${YEAR}?\\b`,
      'gi',
    ),
    read: (match, today) => {
      const half = ORDINALS[match[1].toLowerCase()];
      return monthSpan(today, half * 6 - 5, half * 6, match[2]);
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:in |during |for )?h([12])(?: (?:of )?${YEAR})?\\b`,
      'gi',
    ),
    read: (match, today) =>
      monthSpan(
        today,
        Number(match[1]) * 6 - 5,
        Number(match[1]) * 6,
        match[2],
      ),
  },
  {
    pattern: new RegExp(
      `\\b(?:in |during |for )?(?:the )?(first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: (?:of )?${YEAR})?\\b`,
      'gi',
    ),
    read: (match, today) =>
      quarterSpan(today, ORDINALS[match[1].toLowerCase()], match[2]),
  },
  {
    pattern: new RegExp(
      `\\b(?:in |during |for )?q([1-4])(?: (?:of )?${YEAR})?\\b`,
      'gi',
    ),
    read: (match, today) => quarterSpan(today, Number(match[1]), match[2]),
  },
  {
    pattern: new RegExp(
      `\\b(?:in |during |for )?(?:calendar )?week (\\d{1,2})(?: (?:of )?${YEAR})?\\b`,
      'gi',
    ),
    read: (match, today) => {
      const weekNumber = Number(match[1]);
      let from = DateTime.fromObject(
        {
          weekYear: match[2] ? Number(match[2]) : today.weekYear,
          weekNumber,
          weekday: 1,
        },
        { zone: today.zone },
      );
      if (!from.isValid) {
        return undefined;
      }
      if (!match[2] && from > today) {
        from = DateTime.fromObject(
          { weekYear: today.weekYear - 1, weekNumber, weekday: 1 },
          { zone: today.zone },
        );
      }
      return begun(from, from.plus({ days: 6 }), today);
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:in|during|for|of|over|throughout) (?:the (?:whole )?year )?${YEAR}\\b(?!-)`,
      'gi',
    ),
    read: (match, today) => monthSpan(today, 1, 12, match[1]),
  },
];
