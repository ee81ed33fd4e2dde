import { spanReadings } from './spanReadings';

const span = (words: string, from: string, to: string) => ({ words, from, to });

const APRIL = span('in April', '2026-04-01', '2026-04-30');
const YEAR_2025 = span('in 2025', '2025-01-01', '2025-12-31');
const MONDAY = span('on Monday', '2026-11-16', '2026-11-16');

describe('spanReadings', () => {
  it.each([
    [
      'a year that was said',
      APRIL,
      span('in March 2025', '2025-03-01', '2025-03-31'),
      ['in April 2025'],
    ],
    ['the year that was asked for', APRIL, YEAR_2025, ['in April 2025']],
    [
      'a year that was meant',
      APRIL,
      span('last year', '2025-01-01', '2025-12-31'),
      ['in April', 'in April 2025'],
    ],
    [
      'the same year',
      APRIL,
      span('in March', '2026-03-01', '2026-03-31'),
      ['in April'],
    ],
    [
      'one of two years that were said',
      APRIL,
      span('2025-12-01 to 2026-01-31', '2025-12-01', '2026-01-31'),
      [],
    ],
    [
      'months across two years',
      APRIL,
      span('last 12 months', '2025-11-01', '2026-10-31'),
      ['in April'],
    ],
    [
      'a year after a month',
      YEAR_2025,
      span('in September', '2026-09-01', '2026-09-30'),
      ['in 2025', 'in September 2025'],
    ],
    [
      'a year after a month of another',
      YEAR_2025,
      span('in September 2024', '2024-09-01', '2024-09-30'),
      ['in 2025', 'in September 2025'],
    ],
    [
      'a year after days',
      YEAR_2025,
      span('last week', '2026-11-09', '2026-11-15'),
      ['in 2025'],
    ],
    [
      'a day of a week',
      MONDAY,
      span('last week', '2026-11-09', '2026-11-15'),
      [],
    ],
    [
      'a day after a day',
      MONDAY,
      span('yesterday', '2026-11-19', '2026-11-19'),
      ['on Monday'],
    ],
    [
      'what is told from today',
      span('last quarter', '2026-07-01', '2026-09-30'),
      YEAR_2025,
      ['last quarter'],
    ],
  ])('reads %s', (_what, next, before, readings) => {
    expect(spanReadings(next, before)).toEqual(readings);
  });
});
