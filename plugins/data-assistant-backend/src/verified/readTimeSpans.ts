import { en as chrono, ParsedComponents } from 'chrono-node';
import { DateTime } from 'luxon';
import { CALENDAR_FORMS } from './calendarSpans';
import { SpanOf } from './readSpanMeanings';
import { DayRange, RELATIVE_FORMS, SpanForm } from './relativeSpans';
import { TimeSpan } from './TimeSpan';

const LEADING = /\b(on|in|for|from|during|over|within|of|at)(?: the)? $/i;
const OPEN_START = /\b(?:since|starting)(?: the)? $/i;
const RANGE_JOINT = /^\s*(?:to|until|till|through|and|-|–|—)\s*(?:the )?$/i;
const RANGE_OPENING = /\b(?:from|between)(?: the)? $/i;
/** A span next to one of these is a bound, not a span: it is left to be refused as not understood. */
const BOUND_BEFORE =
  /\b(?:before|after|until|till|by|except|excluding|not|without|than|versus|vs\.?)(?: the| in| on| for)? $/i;
/** Readings of chrono that make one day of a vague time: "few weeks ago", "tonight", "end of September". */
const VAGUE_TAGS =
  /^(?:result\/relativeDate|casualReference\/|parser\/ENCasualDateParser|refiner\/ENEndOfPeriod)/;
/** Days that are not all there yet, or no days: chrono would make one day of them. */
const UNREAD =
  /\b(?:(?:this|next|coming) weekend|weekends|of all time|all time)\b/i;
const AMBIGUOUS_NUMERIC = /^(\d{1,2})[/.](\d{1,2})[/.]\d{2,4}$/;

interface Region {
  start: number;
  end: number;
}

type Found = DayRange & Region;

function overlaps(taken: Region[], { start, end }: Region): boolean {
  return taken.some(other => start < other.end && end > other.start);
}

function findByForms(
  forms: SpanForm[],
  text: string,
  taken: Region[],
  { today, spanOf }: { today: DateTime; spanOf: SpanOf },
): Found[] {
  const found: Found[] = [];
  for (const form of forms) {
    for (const match of text.matchAll(form.pattern)) {
      const region = { start: match.index, end: match.index + match[0].length };
      const range = overlaps([...taken, ...found], region)
        ? undefined
        : form.read(match, today, spanOf);
      if (range) {
        found.push({ ...range, ...region });
      }
    }
  }
  return found;
}

/** A day out of what the date library read, when it read a whole date and no time of day. */
function dayOf(
  components: ParsedComponents,
  text: string,
  today: DateTime,
): DateTime | undefined {
  if (
    UNREAD.test(text) ||
    components.isCertain('hour') ||
    components.isCertain('timezoneOffset') ||
    [...components.tags()].some(tag => VAGUE_TAGS.test(tag))
  ) {
    return undefined;
  }
  const numeric = AMBIGUOUS_NUMERIC.exec(text.trim());
  if (
    numeric &&
    Number(numeric[1]) <= 12 &&
    Number(numeric[2]) <= 12 &&
    numeric[1] !== numeric[2]
  ) {
    return undefined;
  }
  const day = DateTime.fromObject(
    {
      year: components.get('year') ?? undefined,
      month: components.get('month') ?? undefined,
      day: components.get('day') ?? undefined,
    },
    { zone: today.zone },
  );
  if (!day.isValid) {
    return undefined;
  }
  if (components.isCertain('day') && components.isCertain('month')) {
    return !components.isCertain('year') && day > today
      ? day.minus({ years: 1 })
      : day;
  }
  if (components.isCertain('weekday') && !components.isCertain('day')) {
    const weekday = components.get('weekday') ?? 0;
    const back = (today.weekday - (weekday === 0 ? 7 : weekday) + 7) % 7;
    return today.minus({ days: back === 0 ? 7 : back });
  }
  return undefined;
}

/**
 * Dates by name or number, read by chrono from what the relative forms have left. `refused` are words
 * that name a day which must not be guessed at, such as one with a time.
 */
function findDates(text: string, taken: Region[], today: DateTime) {
  let rest = text;
  for (const { start, end } of taken) {
    rest =
      rest.slice(0, start) + '\u0001'.repeat(end - start) + rest.slice(end);
  }
  const found: Found[] = [];
  const refused: Region[] = [];
  for (const result of chrono.parse(
    rest,
    today.plus({ hours: 12 }).toJSDate(),
  )) {
    const region = {
      start: result.index,
      end: result.index + result.text.length,
    };
    const from = dayOf(result.start, result.text, today);
    const to = result.end ? dayOf(result.end, result.text, today) : from;
    if (from && to && from <= to) {
      found.push({ from, to, ...region });
    } else if (
      result.start.isCertain('day') ||
      result.start.isCertain('hour')
    ) {
      refused.push(region);
    }
  }
  return { found, refused };
}

/** `between A and B`, where A and B were read one by one. */
function joinRanges(found: Found[], text: string): Found[] {
  const joined: Found[] = [];
  for (const next of found) {
    const last = joined.at(-1);
    const between = last && text.slice(last.end, next.start);
    const opening = last && RANGE_OPENING.exec(text.slice(0, last.start));
    const isRange =
      last &&
      between &&
      RANGE_JOINT.test(between) &&
      last.from <= next.from &&
      (opening || !/^\s*and/i.test(between));
    if (last && isRange) {
      joined[joined.length - 1] = {
        from: last.from,
        to: next.to,
        start: opening ? opening.index : last.start,
        end: next.end,
        docId: last.docId ?? next.docId,
      };
    } else {
      joined.push(next);
    }
  }
  return joined;
}

const UNSAID: SpanOf = () => undefined;

/**
 * Finds the words of a question that name a day or a span of whole days, in order of appearance and
 * without overlap. Weeks run from Monday to Sunday. What names a time of day, an open or excluded
 * span, or an ambiguous numeric date is not returned: its words stay in the question, and nothing
 * that was not understood may be passed over.
 *
 * @param now - the moment of the question; its zone decides what day today is
 * @param spanOf - which of two readings words such as "last month" have
 */
export function readTimeSpans(
  text: string,
  now: DateTime,
  spanOf: SpanOf = UNSAID,
): TimeSpan[] {
  const today = now.startOf('day');
  const relative = findByForms(RELATIVE_FORMS, text, [], { today, spanOf });
  const dates = findDates(text, relative, today);
  const taken = [...relative, ...dates.found, ...dates.refused];
  const calendar = findByForms(CALENDAR_FORMS, text, taken, { today, spanOf });
  const found = [...relative, ...dates.found, ...calendar].sort(
    (a, b) => a.start - b.start,
  );
  const spans: TimeSpan[] = [];
  for (const item of joinRanges(found, text)) {
    const before = text.slice(0, item.start);
    let { start, to } = item;
    const since = OPEN_START.exec(before);
    const leading = LEADING.exec(before);
    // "from 5 October" may be that day or the start of more.
    const fromOneDay =
      leading?.[1].toLowerCase() === 'from' &&
      item.from.hasSame(item.to, 'day');
    if (BOUND_BEFORE.test(before) || fromOneDay || item.from > today) {
      continue;
    }
    if (since) {
      start = since.index;
      to = today.minus({ days: 1 });
      if (item.from > to) {
        continue;
      }
    } else if (leading) {
      start = leading.index;
    }
    spans.push({
      start,
      end: item.end,
      words: text.slice(start, item.end),
      from: item.from.toISODate() ?? '',
      to: to.toISODate() ?? '',
      ...(item.reading && !since ? { reading: item.reading } : {}),
      ...(item.docId ? { docId: item.docId } : {}),
    });
  }
  return spans;
}
