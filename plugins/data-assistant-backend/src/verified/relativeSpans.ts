import { DateTime, DateTimeUnit, DurationLikeObject } from 'luxon';
import { NUMBER_WORDS, readCount } from './numberWords';
import { SpanOf } from './readSpanMeanings';

/** Days from and to, both included. */
export interface DayRange {
  from: DateTime;
  to: DateTime;
  reading?: string;
  docId?: string;
}

/**
 * A way to name a span. `read` gets the match and the start of today, and what the cluster's docs say of words that
 * may mean two spans.
 */
export interface SpanForm {
  pattern: RegExp;
  read: (
    match: RegExpExecArray,
    today: DateTime,
    spanOf: SpanOf,
  ) => DayRange | undefined;
}

const COUNT = `(\\d{1,3}|${Object.keys(NUMBER_WORDS).join('|')})`;
const UNIT = '(day|week|month|quarter|year)';
const MAX_COUNT: Record<string, number> = {
  day: 800,
  week: 120,
  month: 36,
  quarter: 12,
  year: 5,
};

function whole(today: DateTime, unit: DateTimeUnit, shift: number): DayRange {
  const at = today.plus({ [`${unit}s`]: shift } as DurationLikeObject);
  return { from: at.startOf(unit), to: at.endOf(unit).startOf('day') };
}

/** From a start up to yesterday; on the first day itself, that day. */
function upToYesterday(from: DateTime, today: DateTime): DayRange | undefined {
  const yesterday = today.minus({ days: 1 });
  if (from > today) {
    return undefined;
  }
  return from > yesterday ? { from, to: from } : { from, to: yesterday };
}

function rolling(today: DateTime, days: number): DayRange {
  return { from: today.minus({ days }), to: today.minus({ days: 1 }) };
}

const ROLLING_DAYS: Record<string, number> = {
  day: 1,
  week: 7,
  month: 30,
  quarter: 91,
  year: 365,
};

/** The last month and the like: as a doc says, or else as their words have it more often, which is then said aloud. */
function singleUnit(
  match: RegExpExecArray,
  today: DateTime,
  options: { spanOf: SpanOf; otherwise: 'calendar' | 'rolling' },
): DayRange {
  const unit = match[1].toLowerCase() as DateTimeUnit;
  const said = options.spanOf(match[0]);
  const days = ROLLING_DAYS[unit];
  const isRolling = (said?.span ?? options.otherwise) === 'rolling';
  const range = isRolling ? rolling(today, days) : whole(today, unit, -1);
  if (said) {
    return { ...range, docId: said.docId };
  }
  if (unit === 'day') {
    return range;
  }
  const reading = isRolling
    ? `the ${days} days up to yesterday`
    : `the last whole calendar ${unit}`;
  return { ...range, reading };
}

function severalUnits(
  match: RegExpExecArray,
  today: DateTime,
): DayRange | undefined {
  const count = readCount(match[2]);
  const unit = match[3].toLowerCase() as
    | 'day'
    | 'week'
    | 'month'
    | 'quarter'
    | 'year';
  if (count < 1 || count > MAX_COUNT[unit]) {
    return undefined;
  }
  if (unit === 'day') {
    return rolling(today, count);
  }
  if (/past|trailing/i.test(match[1]) && (unit === 'week' || unit === 'year')) {
    return {
      ...rolling(today, count * ROLLING_DAYS[unit]),
      reading: `the ${count * ROLLING_DAYS[unit]} days up to yesterday`,
    };
  }
  return {
    from: whole(today, unit, -count).from,
    to: whole(today, unit, -1).to,
    reading: `the last ${count} whole ${unit}s`,
  };
}

/** Tried in this order; earlier ones take the longer readings. */
export const RELATIVE_FORMS: SpanForm[] = [
  {
    pattern: /\b(?:the )?day before yesterday\b/gi,
    read: (_match, today) => ({
      from: today.minus({ days: 2 }),
      to: today.minus({ days: 2 }),
    }),
  },
  {
    pattern: /\b(?:the )?(week|month|quarter|year) before last\b/gi,
    read: (match, today) =>
      whole(today, match[1].toLowerCase() as DateTimeUnit, -2),
  },
  {
    pattern: new RegExp(
      `\\b(?:the )?(last|past|previous|trailing|preceding) ${COUNT} (?:full |whole )?${UNIT}s?\\b`,
      'gi',
    ),
    read: severalUnits,
  },
  {
    pattern: new RegExp(`\\b${COUNT} days? ago\\b`, 'gi'),
    read: (match, today) => {
      const days = readCount(match[1]);
      const day = today.minus({ days });
      return days > MAX_COUNT.day ? undefined : { from: day, to: day };
    },
  },
  {
    pattern: /\b(?:the )?(?:last|past|previous) (fortnight)\b/gi,
    read: (_match, today) => rolling(today, 14),
  },
  {
    pattern: /\b(?:the )?(?:last|past|previous) weekend\b/gi,
    read: (_match, today) => {
      const lastSunday = today.startOf('week').minus({ days: 1 });
      return { from: lastSunday.minus({ days: 1 }), to: lastSunday };
    },
  },
  {
    pattern: new RegExp(`\\b(?:the )?(?:past|trailing) ${UNIT}\\b`, 'gi'),
    read: (match, today, spanOf) =>
      singleUnit(match, today, { spanOf, otherwise: 'rolling' }),
  },
  {
    pattern: new RegExp(
      `\\b(?:the )?(?:last|previous|prior) (?:calendar |full |whole )?${UNIT}\\b(?!['’]s)`,
      'gi',
    ),
    read: (match, today, spanOf) =>
      singleUnit(match, today, { spanOf, otherwise: 'calendar' }),
  },
  {
    pattern:
      /\b(?:so far )?this (week|month|quarter|year)(?: so far| to date)?\b/gi,
    read: (match, today) => {
      const unit = match[1].toLowerCase() as DateTimeUnit;
      const range = upToYesterday(today.startOf(unit), today);
      return range && { ...range, reading: `this ${unit} up to yesterday` };
    },
  },
  {
    pattern: /\b(?:(week|month|quarter|year)[- ]to[- ]date|([wmqy])td)\b/gi,
    read: (match, today) => {
      const letters: Record<string, DateTimeUnit> = {
        w: 'week',
        m: 'month',
        q: 'quarter',
        y: 'year',
      };
      const unit = letters[(match[1] ?? match[2])[0].toLowerCase()];
      return upToYesterday(today.startOf(unit), today);
    },
  },
  {
    pattern: /\byesterday(?!['’]s [a-z]+ before)\b/gi,
    read: (_match, today) => ({
      from: today.minus({ days: 1 }),
      to: today.minus({ days: 1 }),
    }),
  },
  {
    pattern: /\btoday\b/gi,
    read: (_match, today) => ({ from: today, to: today }),
  },
];
