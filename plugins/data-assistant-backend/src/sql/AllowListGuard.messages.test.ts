import { RunningGuard, startPodcastGuard } from './__testUtils__/startGuard';

describe('AllowListGuard over DuckDB', () => {
  let running: RunningGuard;
  const check: RunningGuard['check'] = (...args) => running.check(...args);

  beforeAll(async () => {
    running = await startPodcastGuard();
  }, 60_000);
  afterAll(() => running.stop());

  it.each([
    [
      'a table without its schema',
      'SELECT * FROM streams',
      {
        allowed: false,
        rule: 'unknown-table',
        message: '“streams” is not a dataset of this cluster',
        part: 'streams',
        hint: 'Did you mean “podcasts.streams”?',
      },
    ],
    [
      'a misspelt function',
      'SELECT lenght(country) FROM calendar',
      {
        allowed: false,
        rule: 'function',
        message: 'The function “lenght” may not be used',
        part: 'lenght',
        hint: 'Did you mean “length”?',
      },
    ],
    [
      'a function that is no table',
      'SELECT * FROM glob(1)',
      {
        allowed: false,
        rule: 'table-function',
        message: 'The function “glob” may not be read from like a table',
        part: 'glob',
        hint: 'These may: unnest, range, generate_series',
      },
    ],
    [
      'what cannot be read',
      'SELECT day FORM calendar WHERE',
      {
        allowed: false,
        rule: 'syntax',
        message: 'The query cannot be read: syntax error at or near "calendar"',
        part: 'calendar',
      },
    ],
    [
      'no SELECT',
      '/* x */ drop TABLE calendar',
      {
        allowed: false,
        rule: 'not-select',
        message: 'Only a SELECT is allowed',
        part: 'DROP',
        hint: 'Write one query that begins with SELECT or WITH',
      },
    ],
    [
      'a value of any size',
      "SELECT repeat('x', 1e9::INT)",
      {
        allowed: false,
        rule: 'function',
        message: '“repeat” could make a value of any size here',
        part: 'repeat',
        hint: 'Give the length as a literal of at most 100000',
      },
    ],
    [
      'too many tables',
      `FROM calendar${', calendar'.repeat(150)}`,
      {
        allowed: false,
        rule: 'too-many',
        message: 'The query reads from more than 100 places',
        hint: 'Join fewer tables, or use a CTE for what is repeated',
      },
    ],
  ])(
    'says which part, and what to write instead, of %s',
    async (_, sql, verdict) => {
      await expect(check(sql)).resolves.toEqual(verdict);
    },
  );

  it.each([
    [
      'a misspelt table',
      'SELECT * FROM podcast.stream',
      { hint: 'Did you mean “podcasts.streams”?' },
    ],
    [
      'a misspelt column',
      'SELECT contry FROM podcasts.streams',
      {
        rule: 'bind',
        part: 'contry',
        message: expect.stringContaining('contry'),
        hint: expect.stringContaining('“country”'),
      },
    ],
    [
      'a random number',
      'SELECT random()',
      { part: 'random', hint: expect.stringContaining('hash(…) of a key') },
    ],
  ])('gives a hint at %s', async (_, sql, verdict) => {
    await expect(check(sql)).resolves.toMatchObject(verdict);
  });
});
