import { DateTime } from 'luxon';
import { labelOfSpan } from './TimeSpan';
import { readTimeSpans } from './readTimeSpans';

// A Friday.
const NOW = DateTime.fromISO('2026-11-20T14:30:00Z', { zone: 'utc' });

function read(text: string): string[] {
  return readTimeSpans(text, NOW).map(
    span => `${span.words} = ${span.from}..${span.to}`,
  );
}

describe('readTimeSpans', () => {
  it.each([
    ['listeners last week', 'last week = 2026-11-09..2026-11-15'],
    ['listeners in the last week', 'in the last week = 2026-11-09..2026-11-15'],
    ['listeners this week', 'this week = 2026-11-16..2026-11-19'],
    ['plays yesterday', 'yesterday = 2026-11-19..2026-11-19'],
    [
      'plays the day before yesterday',
      'the day before yesterday = 2026-11-18..2026-11-18',
    ],
    [
      'plays over the past 7 days',
      'over the past 7 days = 2026-11-13..2026-11-19',
    ],
    [
      'plays in the last thirty days',
      'in the last thirty days = 2026-10-21..2026-11-19',
    ],
    [
      'plays in the last 30 days',
      'in the last 30 days = 2026-10-21..2026-11-19',
    ],
    ['plays in the past month', 'in the past month = 2026-10-21..2026-11-19'],
    ['plays last month', 'last month = 2026-10-01..2026-10-31'],
    [
      'plays in the last 3 months',
      'in the last 3 months = 2026-08-01..2026-10-31',
    ],
    ['plays last four weeks', 'last four weeks = 2026-10-19..2026-11-15'],
    ['revenue last quarter', 'last quarter = 2026-07-01..2026-09-30'],
    ['revenue in Q2', 'in Q2 = 2026-04-01..2026-06-30'],
    ['revenue in q4 2025', 'in q4 2025 = 2025-10-01..2025-12-31'],
    [
      'revenue in the third quarter of 2026',
      'in the third quarter of 2026 = 2026-07-01..2026-09-30',
    ],
    ['revenue this year', 'this year = 2026-01-01..2026-11-19'],
    ['revenue year to date', 'year to date = 2026-01-01..2026-11-19'],
    ['revenue ytd', 'ytd = 2026-01-01..2026-11-19'],
    ['revenue in 2025', 'in 2025 = 2025-01-01..2025-12-31'],
    ['revenue in September', 'in September = 2026-09-01..2026-09-30'],
    ['revenue September 2025', 'September 2025 = 2025-09-01..2025-09-30'],
    ['revenue in december', 'in december = 2025-12-01..2025-12-31'],
    ['revenue in november', 'in november = 2026-11-01..2026-11-19'],
    ['september revenue', 'september = 2026-09-01..2026-09-30'],
    ['revenue for 2026-09', 'for 2026-09 = 2026-09-01..2026-09-30'],
    ['revenue from March to May', 'from March to May = 2026-03-01..2026-05-31'],
    [
      'plays 2026-09-01 to 2026-09-14',
      '2026-09-01 to 2026-09-14 = 2026-09-01..2026-09-14',
    ],
    [
      'plays between 2026-09-01 and 2026-09-14',
      'between 2026-09-01 and 2026-09-14 = 2026-09-01..2026-09-14',
    ],
    [
      'plays between sept 1 and sept 14',
      'between sept 1 and sept 14 = 2026-09-01..2026-09-14',
    ],
    [
      'plays from 1 to 14 September 2026',
      'from 1 to 14 September 2026 = 2026-09-01..2026-09-14',
    ],
    ['plays on September 3rd', 'on September 3rd = 2026-09-03..2026-09-03'],
    [
      'plays on the 3rd of September',
      'on the 3rd of September = 2026-09-03..2026-09-03',
    ],
    ['plays on 24 December', 'on 24 December = 2025-12-24..2025-12-24'],
    ['plays on 2026-11-05', 'on 2026-11-05 = 2026-11-05..2026-11-05'],
    ['plays on Monday', 'on Monday = 2026-11-16..2026-11-16'],
    ['plays last Friday', 'last Friday = 2026-11-13..2026-11-13'],
    ['plays last weekend', 'last weekend = 2026-11-14..2026-11-15'],
    ['plays 3 days ago', '3 days ago = 2026-11-17..2026-11-17'],
    ['plays since 5 October', 'since 5 October = 2026-10-05..2026-11-19'],
    ['plays since September', 'since September = 2026-09-01..2026-11-19'],
    ['plays in week 46', 'in week 46 = 2026-11-09..2026-11-15'],
    [
      'plays in the first half of 2026',
      'in the first half of 2026 = 2026-01-01..2026-06-30',
    ],
    ['plays on 31/10/2026', 'on 31/10/2026 = 2026-10-31..2026-10-31'],
  ])('reads "%s"', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    'plays before September',
    'plays until 2026-09-14',
    'plays except last week',
    'plays at 5pm on 10 November 2026',
    'plays on 03/09/2026',
    'which songs may we play',
    'top 10 shows',
    'the second biggest show',
    'plays a while ago',
    'plays tomorrow',
    'plays on 3 December 2026',
    'plays from 5 October',
  ])('leaves alone what it is not sure of: "%s"', text => {
    expect(read(text)).toEqual([]);
  });

  it('keeps two spans apart when they are not a range', () => {
    expect(read('this month compared to last month')).toEqual([
      'this month = 2026-11-01..2026-11-19',
      'last month = 2026-10-01..2026-10-31',
    ]);
  });

  it('depends on the zone of the moment', () => {
    const [span] = readTimeSpans(
      'yesterday',
      DateTime.fromISO('2026-11-20T23:30:00Z').setZone('Europe/Stockholm'),
    );
    expect(span).toMatchObject({ from: '2026-11-20', to: '2026-11-20' });
  });
});

describe('labelOfSpan', () => {
  it.each([
    ['2026-11-19', '2026-11-19', '19 November 2026'],
    ['2026-11-09', '2026-11-15', '9 to 15 November 2026'],
    ['2026-10-30', '2026-11-02', '30 October to 2 November 2026'],
    ['2025-12-30', '2026-01-02', '30 December 2025 to 2 January 2026'],
    ['2026-09-01', '2026-09-30', 'September 2026'],
    ['2025-01-01', '2025-12-31', '2025'],
  ])('%s..%s', (from, to, label) => {
    expect(labelOfSpan({ from, to })).toBe(label);
  });
});
