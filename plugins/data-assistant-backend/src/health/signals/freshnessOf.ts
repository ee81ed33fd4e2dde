import { DateTime, Duration } from 'luxon';

/** Loads run some hours after the period that they are for, and now and then one is repeated. */
const GRACE = Duration.fromObject({ days: 1 });

/** A table this many rhythms late is as good as abandoned. */
const RHYTHMS_TO_ZERO = 7;

const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * How fresh rows are, 0 to 1, and since when they are late.
 *
 * `value = max(0, 1 − late / (7 × rhythm))`, where `late` is the time since `newest + rhythm + 1 day`, at
 * least 0. A `newest` that is a day stands for the end of that day, in UTC: its rows reach that far.
 *
 * @param newest - `YYYY-MM-DD` or an ISO 8601 timestamp
 * @returns undefined when `newest` is no date
 */
export function freshnessOf(options: {
  newest: string;
  rhythm: Duration;
  now: Date;
}): { value: number; lateSince?: DateTime } | undefined {
  const { newest, rhythm, now } = options;
  const read = DateTime.fromISO(newest, { zone: 'utc' });
  if (!read.isValid) {
    return undefined;
  }
  const reach = DAY_ONLY.test(newest) ? read.plus({ days: 1 }) : read;
  const due = reach.plus(rhythm).plus(GRACE);
  const late = now.getTime() - due.toMillis();
  if (late <= 0) {
    return { value: 1 };
  }
  // Added one by one, since months differ in length.
  let end = due;
  for (let n = 0; n < RHYTHMS_TO_ZERO; n++) {
    end = end.plus(rhythm);
  }
  const decay = end.toMillis() - due.toMillis();
  return { value: Math.max(0, 1 - late / decay), lateSince: due };
}
