/** Factors per weekday (Monday first) and per month (January first), by domain. */
const RHYTHMS = {
  podcasts: {
    week: [1.12, 1.1, 1.08, 1.06, 1.0, 0.8, 0.84],
    year: [
      1.06, 1.04, 1.02, 1.0, 0.98, 0.93, 0.84, 0.93, 1.03, 1.05, 1.06, 0.96,
    ],
    growth: 0.24,
  },
  music: {
    week: [0.92, 0.93, 0.96, 1.0, 1.14, 1.12, 0.93],
    year: [
      0.94, 0.95, 0.97, 0.98, 1.0, 1.04, 1.06, 1.03, 0.98, 0.97, 1.0, 1.18,
    ],
    growth: 0.12,
  },
  audiobooks: {
    week: [0.94, 0.93, 0.94, 0.95, 0.97, 1.1, 1.17],
    year: [
      1.08, 0.98, 0.95, 0.95, 0.97, 1.05, 1.22, 1.08, 0.94, 0.95, 1.0, 1.3,
    ],
    growth: 0.35,
  },
  advertising: {
    week: [1.08, 1.1, 1.1, 1.08, 1.02, 0.8, 0.82],
    year: [
      0.78, 0.84, 0.96, 1.0, 1.04, 1.02, 0.86, 0.85, 1.04, 1.1, 1.24, 1.28,
    ],
    growth: 0.15,
  },
  creators: {
    week: [1.05, 1.1, 1.12, 1.12, 1.18, 0.74, 0.69],
    year: [1.05, 1.0, 1.02, 1.0, 1.0, 0.94, 0.8, 0.86, 1.08, 1.1, 1.1, 0.85],
    growth: 0.18,
  },
};

export const DOMAINS = Object.keys(RHYTHMS);

/** Small deterministic noise in [-1, 1) from three integers (xorshift-multiply). */
function noise(a, b, seed) {
  let x =
    (Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 7, 0x85ebca6b) ^ seed) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return ((x ^ (x >>> 16)) >>> 0) / 2147483648 - 1;
}

/**
 * The first day of history: the first of the month fourteen months before the last day's, so that
 * whole months can be compared with those of the year before.
 *
 * @param {DateTime} lastDay
 */
export const firstDayFor = lastDay =>
  lastDay.startOf('month').minus({ months: 14 });

/**
 * A temporary table `days(day, d, podcasts, music, …)`: each day of history, its index, and the
 * factor on each domain's ordinary volume.
 *
 * @param {{ firstDay: DateTime, lastDay: DateTime, seed: number }} options
 */
export function daysTable({ firstDay, lastDay, seed }) {
  const rows = [];
  const count = Math.round(lastDay.diff(firstDay, 'days').days) + 1;
  for (let d = 0; d < count; d += 1) {
    const day = firstDay.plus({ days: d });
    const factors = DOMAINS.map((domain, index) => {
      const { week, year, growth } = RHYTHMS[domain];
      // Between the middles of two months the factor moves in a straight line.
      const position = (day.day - 1) / day.daysInMonth - 0.5;
      const here = year[day.month - 1];
      const beside = year[(day.month - 1 + Math.sign(position) + 12) % 12];
      const season = here + (beside - here) * Math.abs(position);
      const trend = Math.exp(Math.log(1 + growth) * (d / 365));
      const jitter = 1 + 0.05 * noise(d, index, seed);
      return (week[day.weekday - 1] * season * trend * jitter).toFixed(6);
    });
    rows.push(`(DATE '${day.toISODate()}', ${d}, ${factors.join(', ')})`);
  }
  return [
    `CREATE TEMP TABLE days (day DATE, d INTEGER, ${DOMAINS.map(
      n => `${n} DOUBLE`,
    ).join(', ')})`,
    `INSERT INTO days VALUES ${rows.join(', ')}`,
  ];
}

/**
 * A subquery with one row for each event of each day: `day`, `d` and a unique `i`.
 *
 * @param {keyof typeof RHYTHMS} domain
 * @param {number} perDay events on an ordinary day
 * @param {string} [where] condition on `days`
 */
export const events = (domain, perDay, where = 'true') =>
  `(SELECT day, d, d::BIGINT * 1000000 + k AS i
      FROM (SELECT day, d, unnest(range(round(${perDay} * ${domain})::BIGINT)) AS k
              FROM days WHERE ${where}))`;
