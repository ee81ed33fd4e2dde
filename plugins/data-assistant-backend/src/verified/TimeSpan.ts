import { DateTime } from 'luxon';

/** Words of a question that name a day or a span of whole days. */
export interface TimeSpan {
  /** Offsets into the text, `end` exclusive. */
  start: number;
  end: number;
  words: string;
  /** First and last day, both included, `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** Set where the words allow more than one reading: which one was taken. */
  reading?: string;
  /** The doc that says which reading the words have; then `reading` is not set. */
  docId?: string;
}

/** A span in the words of a person: `9 to 15 November 2026`. */
export function labelOfSpan(span: { from: string; to: string }): string {
  const from = DateTime.fromISO(span.from, { zone: 'utc', locale: 'en-GB' });
  const to = DateTime.fromISO(span.to, { zone: 'utc', locale: 'en-GB' });
  if (span.from === span.to) {
    return from.toFormat('d MMMM yyyy');
  }
  const wholeMonth = from.day === 1 && to.hasSame(to.endOf('month'), 'day');
  if (wholeMonth && from.hasSame(to, 'month')) {
    return from.toFormat('MMMM yyyy');
  }
  if (
    wholeMonth &&
    from.month === 1 &&
    to.month === 12 &&
    from.year === to.year
  ) {
    return String(from.year);
  }
  if (from.hasSame(to, 'month')) {
    return `${from.day} to ${to.toFormat('d MMMM yyyy')}`;
  }
  if (from.hasSame(to, 'year')) {
    return `${from.toFormat('d MMMM')} to ${to.toFormat('d MMMM yyyy')}`;
  }
  return `${from.toFormat('d MMMM yyyy')} to ${to.toFormat('d MMMM yyyy')}`;
}
