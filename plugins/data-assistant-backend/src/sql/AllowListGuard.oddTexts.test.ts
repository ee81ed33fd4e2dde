import { RunningGuard, startPodcastGuard } from './__testUtils__/startGuard';

describe('AllowListGuard over DuckDB', () => {
  let running: RunningGuard;
  const check: RunningGuard['check'] = (...args) => running.check(...args);

  beforeAll(async () => {
    running = await startPodcastGuard();
  }, 60_000);
  afterAll(() => running.stop());

  it.each([
    ['1 MB', `SELECT '${'x'.repeat(1_000_000)}'`, 'too-long'],
    [
      '1 MB of names',
      `SELECT ${'day, '.repeat(200_000)} day FROM calendar`,
      'too-long',
    ],
    [
      'parentheses',
      `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
      'too-deep',
    ],
    [
      'subqueries',
      `${'SELECT ('.repeat(5_000)}1${')'.repeat(5_000)}`,
      'too-deep',
    ],
    ['open parentheses', `SELECT ${'('.repeat(50_000)}`, /^(too-deep|syntax)$/],
    [
      'lists',
      `SELECT ${'['.repeat(5_000)}${']'.repeat(5_000)}`,
      /^(too-deep|syntax)$/,
    ],
    [
      'CASE',
      `SELECT ${'CASE WHEN true THEN '.repeat(900)}1${' END'.repeat(900)}`,
      'too-deep',
    ],
    [
      'CTEs',
      `${'WITH a AS ('.repeat(900)}SELECT 1${') SELECT * FROM a'.repeat(900)}`,
      /^too-/,
    ],
    ['operators', `SELECT 1${' + 1'.repeat(5_000)}`, 'too-deep'],
    [
      'conjunctions',
      `SELECT day FROM calendar WHERE ${'NOT '.repeat(5_000)}true`,
      'too-deep',
    ],
    ['set operations', `SELECT 1${' UNION SELECT 1'.repeat(3_000)}`, /^too-/],
    [
      'joins',
      `FROM calendar${' NATURAL JOIN calendar'.repeat(2_000)}`,
      /^too-/,
    ],
    ['NUL', "SELECT 'a\0b'", 'syntax'],
    [
      'NUL before another statement',
      'SELECT 1\0; DROP TABLE calendar',
      'syntax',
    ],
    ['half of a character', "SELECT '\ud800'", 'syntax'],
    ['the other half', "SELECT '\udc00\ud800' FROM calendar", 'syntax'],
    ['an open string', "SELECT 'abc", 'syntax'],
    ['an open name', 'SELECT "abc', 'syntax'],
    ['an open dollar quote', 'SELECT $a$ abc $b$', 'syntax'],
    ['an open comment', 'SELECT 1 /* /* */', 'syntax'],
    ['letters that look alike', 'SELECT * FROM ⅽalendar', 'unknown-table'],
    ['a Cyrillic letter', 'SELECT * FROM сalendar', 'unknown-table'],
    ['wide letters', 'SELECT * FROM ｃａｌｅｎｄａｒ', 'unknown-table'],
    ['the Kelvin sign', 'SELECT * FROM podcasts.strea\u212as', 'unknown-table'],
    [
      'marks of direction',
      'SELECT * FROM \u202ecalendar\u202c, secrets',
      'unknown-table',
    ],
    ['a space of no width', 'SELECT * FROM calen\u200bdar', 'unknown-table'],
    ['a combined letter', 'SELECT * FROM calenda\u0301r', 'unknown-table'],
    [
      'a function of letters that look alike',
      'SELECT lоwer(country) FROM podcasts.streams',
      'function',
    ],
    ['no letters', '\u0007\u001b[2J', 'syntax'],
    ['bytes of another encoding', 'SELECT \ufffd FROM calendar', 'bind'],
  ])('says what is wrong with %s, and stays up', async (_, sql, rule) => {
    await expect(check(sql)).resolves.toMatchObject({
      allowed: false,
      rule: expect.stringMatching(rule),
      message: expect.stringMatching(/^.{10,700}$/s),
    });
    await expect(check('SELECT 1')).resolves.toMatchObject({ allowed: true });
  });

  it.each([
    [
      'a long list',
      `SELECT day FROM calendar WHERE day::VARCHAR IN (${Array.from(
        { length: 9_000 },
        (_, i) => `'${i}'`,
      ).join(',')})`,
    ],
    [
      'a list of 10,000 numbers',
      `SELECT user_id FROM podcasts.streams WHERE user_id IN (${Array.from(
        { length: 10_000 },
        (_, i) => i,
      ).join(',')})`,
    ],
    [
      'many columns',
      `SELECT ${Array.from(
        { length: 900 },
        (_, i) => `sum(user_id + ${i}) AS c${i}`,
      ).join(',')} FROM podcasts.streams`,
    ],
    ['parentheses', `SELECT ${'('.repeat(5_000)}1${')'.repeat(5_000)}`],
    [
      'letters of all alphabets',
      `SELECT 'ｃａｌ \u202e ⅽ 🎧 \ufffd' AS "año 🎧" FROM calendar -- сalendar`,
    ],
  ])('takes %s', async (_, sql) => {
    await expect(check(sql)).resolves.toMatchObject({ allowed: true });
  });
});
