import {
  SqlAnalysis,
  WarehouseConnector,
} from '@cairn/backstage-plugin-data-assistant-node';
import { WarehouseRegistry } from '../warehouse/WarehouseRegistry';
import {
  startTestWarehouse,
  TestWarehouse,
} from '../warehouse/__testUtils__/startTestWarehouse';
import { AllowListGuard } from './AllowListGuard';
import { SqlGuard } from './SqlGuard';

const TABLES = ['podcasts.streams', 'podcasts.Shows', 'main.calendar'];

describe('AllowListGuard over DuckDB', () => {
  let warehouse: TestWarehouse;
  let guard: SqlGuard;
  const check = (
    sql: string,
    parameters?: Parameters<SqlGuard['check']>[0]['parameters'],
  ) => guard.check({ warehouse: 'example', sql, tables: TABLES, parameters });

  beforeAll(async () => {
    warehouse = await startTestWarehouse([
      'CREATE SCHEMA podcasts',
      'CREATE SCHEMA finance',
      'CREATE TABLE podcasts.streams (day DATE, user_id BIGINT, country VARCHAR, tags VARCHAR[])',
      'CREATE TABLE podcasts.shows (id BIGINT, title VARCHAR)',
      'CREATE TABLE finance.payouts (id BIGINT, cents BIGINT)',
      'CREATE TABLE calendar (day DATE)',
      'CREATE TABLE secrets (token VARCHAR)',
      'CREATE MACRO finance.total() AS (SELECT sum(cents) FROM finance.payouts)',
      'CREATE MACRO finance.sum(x) AS (SELECT max(token) FROM main.secrets)',
    ]);
    guard = AllowListGuard.create({ warehouses: warehouse.warehouses });
  }, 60_000);
  afterAll(() => warehouse.stop());

  it.each([
    ['SELECT count(*) FROM podcasts.streams;', ['podcasts.streams']],
    ['SELECT title FROM PODCASTS.SHOWS', ['podcasts.Shows']],
    ['SELECT day FROM calendar', ['main.calendar']],
    [
      `WITH daily AS (
         SELECT date_trunc('week', day) AS week, count(DISTINCT user_id) AS n
           FROM podcasts.streams WHERE country ILIKE 's%' AND country IS NOT NULL GROUP BY ALL)
       SELECT week, n, round(100 * n / nullif(sum(n) OVER (), 0), 1), lag(n) OVER (ORDER BY week),
              extract(dow FROM week), week::DATE + INTERVAL 1 DAY, strftime(week, '%d.%m.'), coalesce(n, 0)
         FROM daily QUALIFY row_number() OVER (ORDER BY n DESC) <= 3 ORDER BY 1 LIMIT 10`,
      ['podcasts.streams'],
    ],
    [
      `SELECT tag, count(*), {'a': 1}.a, [1, 2][1], quantile_cont(user_id, 0.5), string_agg(DISTINCT country, ', ' ORDER BY country)
         FROM podcasts.streams, unnest(tags) AS t(tag) JOIN range(3) AS r(i) ON i = user_id % 7 GROUP BY tag`,
      ['podcasts.streams'],
    ],
    ['SELECT 1 + 1 AS two', []],
    [
      "SELECT title.upper(), t.title.split(',')[1], [x.lower() FOR x IN [title]] FROM podcasts.shows AS t",
      ['podcasts.Shows'],
    ],
    ['SELECT * FROM example.podcasts.streams', ['podcasts.streams']],
    ['SELECT * FROM EXAMPLE.main.calendar', ['main.calendar']],
    ['SELECT * FROM example.calendar', ['main.calendar']],
    [
      'SELECT user FROM (SELECT title AS user FROM podcasts.shows)',
      ['podcasts.Shows'],
    ],
    [
      'PIVOT podcasts.streams ON country USING count(*) GROUP BY day',
      ['podcasts.streams'],
    ],
    [
      "PIVOT calendar ON day IN ('2026-01-01') USING count(*)",
      ['main.calendar'],
    ],
    ['UNPIVOT podcasts.shows ON title INTO NAME n VALUE v', ['podcasts.Shows']],
    [
      "SELECT * FROM range(DATE '2026-01-01', DATE '2026-12-31', INTERVAL 1 MONTH)",
      [],
    ],
    ['SELECT * FROM generate_series(0, 1000000, 10)', []],
    [
      "SELECT repeat('█', 20), lpad(id::VARCHAR, 5, '0'), format('{:,}', id), printf('%.1f %%', id / 3), list_aggregate([id], 'sum') FROM podcasts.shows",
      ['podcasts.Shows'],
    ],
    [
      "SELECT 'DROP TABLE x; --' AS text /* ; */ FROM main.calendar",
      ['main.calendar'],
    ],
  ])('lets %s pass', async (sql, tables) => {
    await expect(check(sql)).resolves.toEqual({ allowed: true, tables });
  });

  it.each([
    ['SELEC 1', 'syntax'],
    ['', 'not-select'],
    ['-- nothing', 'not-select'],
    ['DROP TABLE podcasts.streams', 'not-select'],
    ['SELECT 1; SELECT 2', 'not-select'],
    ["COPY podcasts.streams TO 'out.csv'", 'not-select'],
    ['SUMMARIZE podcasts.streams', 'not-select'],
    ["SET VARIABLE x = 'y'", 'not-select'],
    [`SELECT '${'x'.repeat(100_000)}'`, 'too-long'],
    [`SELECT ${'NOT '.repeat(900)}true`, 'too-deep'],
    ['SELECT * FROM finance.payouts', 'unknown-table'],
    ['SELECT * FROM secrets', 'unknown-table'],
    ['SELECT * FROM streams', 'unknown-table'],
    ['SELECT * FROM system.podcasts.streams', 'unknown-table'],
    ['SELECT * FROM memory.podcasts.streams', 'unknown-table'],
    ['SELECT * FROM temp.podcasts.streams', 'unknown-table'],
    ['SELECT * FROM system.main.calendar', 'unknown-table'],
    ['SELECT * FROM "example.podcasts.streams"', 'unknown-table'],
    ['SELECT * FROM "podcasts.streams"', 'unknown-table'],
    ['SELECT * FROM example.secrets', 'unknown-table'],
    ['SELECT * FROM podcasts."streams.x"', 'unknown-table'],
    ['SELECT * FROM information_schema.tables', 'unknown-table'],
    ['SELECT * FROM duckdb_tables', 'unknown-table'],
    ["SELECT * FROM '/etc/passwd'", 'unknown-table'],
    [
      'WITH payouts AS (SELECT 1) SELECT * FROM finance.payouts',
      'unknown-table',
    ],
    [
      'WITH secrets AS (SELECT * FROM secrets) SELECT * FROM secrets',
      'unknown-table',
    ],
    ['SELECT (SELECT max(cents) FROM finance.payouts)', 'unknown-table'],
    [
      'SELECT 1 FROM calendar ORDER BY (SELECT max(cents) FROM finance.payouts)',
      'unknown-table',
    ],
    ["SELECT * FROM read_text('/etc/passwd')", 'table-function'],
    ["SELECT * FROM query('SELECT 1')", 'table-function'],
    ["SELECT * FROM repeat('a', 10)", 'table-function'],
    ['SELECT * FROM duckdb_settings()', 'table-function'],
    ["SELECT getenv('HOME')", 'function'],
    ["SELECT current_setting('memory_limit')", 'function'],
    ['SELECT current_schema', 'function'],
    ['SELECT current_user()', 'function'],
    ['SELECT random() FROM calendar', 'function'],
    ["SELECT repeat('x', 4000000000)", 'function'],
    ["SELECT repeat('x', length(title)) FROM podcasts.shows", 'function'],
    ["SELECT repeat(repeat('x', 100000), 100000)", 'function'],
    ['SELECT count(*) FROM range(100000000000)', 'function'],
    ['SELECT count(*) FROM range(0, -(20000000)::BIGINT, -1)', 'function'],
    ['SELECT unnest(generate_series(1, 99999999999999999999))', 'function'],
    ["SELECT count(*) FROM range('100000000000'::BIGINT)", 'function'],
    ['SELECT lpad(title, 1000000) FROM podcasts.shows', 'function'],
    ["SELECT format('{:>{}}', title, 100000) FROM podcasts.shows", 'function'],
    ["SELECT printf('%*d', 100000, 1)", 'function'],
    ['SELECT title.repeat(1000000) FROM podcasts.shows', 'function'],
    ['SELECT title.getenv() FROM podcasts.shows', 'function'],
    ["SELECT finance.total() FROM (SELECT 'a' AS finance)", 'function'],
    [
      'SELECT podcasts.upper() FROM (SELECT title AS podcasts FROM podcasts.shows)',
      'function',
    ],
    ["SELECT pg_catalog.current_setting('a')", 'function'],
    ['SELECT list_resize([1], 1000000)', 'function'],
    ["SELECT printf('%99999d', 1)", 'function'],
    ['SELECT list_aggregate([1], title) FROM podcasts.shows', 'function'],
    ["SELECT list_aggregate([1], 'current_setting')", 'function'],
    ['SELECT user', 'function'],
    ['SELECT current_catalog FROM podcasts.streams', 'function'],
    ['SELECT example.main.lower(title) FROM podcasts.shows', 'function'],
    ['SELECT finance.total()', 'function'],
    ['SELECT finance.sum(1)', 'function'],
    ['SELECT 1 FROM calendar WHERE sleep_ms(1) IS NULL', 'function'],
    ['SELECT land FROM podcasts.streams', 'bind'],
    ['SELECT sum(country) FROM podcasts.streams', 'bind'],
  ])('refuses %s', async (sql, rule) => {
    await expect(check(sql)).resolves.toMatchObject({
      allowed: false,
      rule,
      message: expect.stringMatching(/^(?!.*(\/tmp|node_modules)).{10,}/s),
    });
  });

  it('says what may have been meant', async () => {
    await expect(check('SELECT * FROM streams')).resolves.toEqual({
      allowed: false,
      rule: 'unknown-table',
      message: '“streams” is not a dataset of this cluster',
      part: 'streams',
      hint: 'Did you mean “podcasts.streams”?',
    });
    await expect(check('SELECT * FROM podcast.stream')).resolves.toMatchObject({
      hint: 'Did you mean “podcasts.streams”?',
    });
    await expect(
      check('SELECT lenght(country) FROM calendar'),
    ).resolves.toEqual({
      allowed: false,
      rule: 'function',
      message: 'The function “lenght” may not be used',
      part: 'lenght',
      hint: 'Did you mean “length”?',
    });
    await expect(check('SELECT * FROM glob(1)')).resolves.toEqual({
      allowed: false,
      rule: 'table-function',
      message: 'The function “glob” may not be read from like a table',
      part: 'glob',
      hint: 'These may: unnest, range, generate_series',
    });
    await expect(
      check('SELECT contry FROM podcasts.streams'),
    ).resolves.toMatchObject({
      rule: 'bind',
      part: 'contry',
      message: expect.stringContaining('contry'),
      hint: expect.stringContaining('“country”'),
    });
  });

  it('says which part, in words and for a program', async () => {
    await expect(check('SELECT day FORM calendar WHERE')).resolves.toEqual({
      allowed: false,
      rule: 'syntax',
      message: 'The query cannot be read: syntax error at or near "calendar"',
      part: 'calendar',
    });
    await expect(check('/* x */ drop TABLE calendar')).resolves.toEqual({
      allowed: false,
      rule: 'not-select',
      message: 'Only a SELECT is allowed',
      part: 'DROP',
      hint: 'Write one query that begins with SELECT or WITH',
    });
    await expect(check("SELECT repeat('x', 1e9::INT)")).resolves.toEqual({
      allowed: false,
      rule: 'function',
      message: '“repeat” could make a value of any size here',
      part: 'repeat',
      hint: 'Give the length as a literal of at most 100000',
    });
    await expect(check('SELECT random()')).resolves.toMatchObject({
      part: 'random',
      hint: expect.stringContaining('hash(…) of a key'),
    });
    await expect(
      check(`FROM calendar${', calendar'.repeat(150)}`),
    ).resolves.toEqual({
      allowed: false,
      rule: 'too-many',
      message: 'The query reads from more than 100 places',
      hint: 'Join fewer tables, or use a CTE for what is repeated',
    });
  });

  it('wants each parameter bound, and each bound one used', async () => {
    const sql =
      'SELECT count(*) FROM podcasts.streams WHERE day >= $from AND ($country IS NULL OR country = $country)';
    const from = { type: 'date', value: null } as const;
    const country = { type: 'string', value: 'SE' } as const;
    await expect(check(sql, { from, country })).resolves.toMatchObject({
      allowed: true,
    });
    await expect(check(sql, { from })).resolves.toMatchObject({
      rule: 'parameter',
      message: 'The statement uses $country, which has no value',
    });
    await expect(
      check(sql, { from, country, to: from }),
    ).resolves.toMatchObject({
      rule: 'parameter',
      message: 'The statement does not use $to, which has a value',
    });
    await expect(check('SELECT ?')).resolves.toMatchObject({
      rule: 'parameter',
    });
    await expect(check('SELECT $constructor')).resolves.toMatchObject({
      rule: 'parameter',
    });
  });

  it('takes a bare name only when no other schema has such a table', async () => {
    const tables = ['main.calendar', 'finance.calendar'];
    await expect(
      guard.check({
        warehouse: 'example',
        sql: 'SELECT * FROM calendar',
        tables,
      }),
    ).resolves.toMatchObject({
      rule: 'unknown-table',
      hint: 'Did you mean “main.calendar” or “finance.calendar”?',
    });
  });

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

  it('gives no verdict without a warehouse', async () => {
    await expect(
      guard.check({ warehouse: 'other', sql: 'SELECT 1', tables: [] }),
    ).rejects.toMatchObject({ name: 'WarehouseError', code: 'unavailable' });
  });
});

describe('AllowListGuard over a warehouse with macros and views', () => {
  let warehouse: TestWarehouse;
  let guard: SqlGuard;
  const TOKEN = '(SELECT max(token) FROM main.secrets)';

  beforeAll(async () => {
    warehouse = await startTestWarehouse([
      'CREATE SCHEMA sales',
      'CREATE TABLE sales.orders (id BIGINT, day DATE, box STRUCT(a BIGINT), "user" VARCHAR)',
      'CREATE TABLE secrets (token VARCHAR)',
      'CREATE TABLE main.\u00c4 (token VARCHAR)',
      'CREATE TABLE main.\u212a (token VARCHAR)',
      `CREATE MACRO ran\u212a() AS ${TOKEN}`,
      'CREATE VIEW sales.open_orders AS SELECT id, day FROM sales.orders',
      'CREATE VIEW sales.told AS SELECT token FROM main.secrets',
      'CREATE VIEW sales.told_again AS SELECT * FROM sales.told',
      'CREATE VIEW latest AS SELECT token FROM secrets',
      'CREATE VIEW sales."told of secrets" AS SELECT token FROM secrets',
      'CREATE TABLE sales."Open Orders" (id BIGINT)',
      `CREATE MACRO sum(x) AS ${TOKEN}`,
      `CREATE MACRO "-"(a, b) AS ${TOKEN}`,
      `CREATE MACRO "~~"(a, b) AS ${TOKEN}`,
      `CREATE MACRO session_user() AS ${TOKEN}`,
      'CREATE MACRO range(x) AS TABLE SELECT token FROM main.secrets',
      `CREATE MACRO list_sum(x) AS ${TOKEN}`,
      `CREATE MACRO sales.max(x) AS ${TOKEN}`,
      'CREATE MACRO sales.leak() AS TABLE SELECT token FROM main.secrets',
    ]);
    guard = AllowListGuard.create({ warehouses: warehouse.warehouses });
  }, 60_000);
  afterAll(() => warehouse.stop());

  const check = (sql: string) =>
    guard.check({
      warehouse: 'example',
      sql,
      tables: [
        'sales.orders',
        'sales.told',
        'sales.told_again',
        'main.latest',
        'sales.told of secrets',
        'sales.Open Orders',
      ],
    });

  it.each([
    ['SELECT sum(id) FROM sales.orders', 'function', 'main.sum'],
    ['SELECT SUM(id) OVER () FROM sales.orders', 'function', 'main.sum'],
    ['SELECT main.sum(id) FROM sales.orders', 'function', 'main.sum'],
    ['SELECT "sum"(id) FROM sales.orders', 'function', 'main.sum'],
    ['SELECT id - 1 FROM sales.orders', 'function', 'main.-'],
    ["SELECT 'a' LIKE 'b'", 'function', 'main.~~'],
    ["SELECT 'a' NOT SIMILAR TO 'b' OR 'a' LIKE 'c'", 'function', 'main.~~'],
    ['SELECT session_user FROM sales.orders', 'function', 'session_user'],
    ['SELECT * FROM range(3)', 'table-function', 'main.range'],
    ['SELECT * FROM "RANGE"(3)', 'table-function', 'main.range'],
    ['SELECT list_sum([1])', 'function', 'main.list_sum'],
    ['SELECT sales.max(1)', 'function', 'sales.max'],
    // The engine takes capitals for small letters in ASCII alone.
    ['SELECT ran\u212a()', 'function', 'ran\u212a'],
    ['WITH k AS (SELECT 1) SELECT * FROM \u212a', 'unknown-table', '\u212a'],
    [
      'WITH \u00e4 AS (SELECT 1) SELECT * FROM \u00c4',
      'unknown-table',
      '\u00c4',
    ],
    ['SELECT * FROM sales.leak()', 'table-function', 'sales.leak'],
    ['SELECT * FROM sales.open_orders', 'unknown-table', 'sales.open_orders'],
    ['SELECT * FROM secrets', 'unknown-table', 'secrets'],
    ['SELECT * FROM sales.told, main.secrets', 'unknown-table', 'main.secrets'],
  ])('refuses %s', async (sql, rule, part) => {
    await expect(check(sql)).resolves.toMatchObject({
      allowed: false,
      rule,
      part: expect.stringContaining(part),
    });
  });

  it('does not let a macro in behind a form of the language', async () => {
    const other = await startTestWarehouse([
      'CREATE TABLE orders (id BIGINT, box STRUCT(a BIGINT))',
      'CREATE TABLE secrets (token VARCHAR)',
      `CREATE MACRO array_extract(a, b) AS ${TOKEN}`,
    ]);
    const refused = await AllowListGuard.create(other).check({
      warehouse: 'example',
      sql: 'SELECT [1, 2][1] FROM orders',
      tables: ['main.orders'],
    });
    await other.stop();
    expect(refused).toMatchObject({
      rule: 'function',
      part: 'main.array_extract',
    });
  });

  it.each([
    ['SELECT max(id), min(day) FROM sales.orders', ['sales.orders']],
    ['SELECT user FROM sales.orders', ['sales.orders']],
    ['SELECT max(token) FROM sales.told', ['sales.told']],
    ['SELECT max(token) FROM latest', ['main.latest']],
    [
      'SELECT max(token) FROM sales."told of secrets" AS t, sales."open orders" o',
      ['sales.told of secrets', 'sales.Open Orders'],
    ],
    ['SELECT max(token) FROM example.latest AS l', ['main.latest']],
    [
      'SELECT 1 FROM "main"."latest" AS "a b", sales.told AS "b.c"',
      ['main.latest', 'sales.told'],
    ],
    ['SELECT t.token FROM EXAMPLE.SALES.TOLD_AGAIN AS t', ['sales.told_again']],
  ])(
    'lets %s pass, a listed view with all that it reads',
    async (sql, tables) => {
      await expect(check(sql)).resolves.toEqual({ allowed: true, tables });
    },
  );
});

describe('AllowListGuard over another dialect', () => {
  /** Stands for a connector that is not written yet; only its dialect and its parser's word matter here. */
  function parserSays(found: Partial<SqlAnalysis>): SqlGuard {
    const warehouses = new WarehouseRegistry();
    warehouses.add({
      id: 'pg',
      dialect: 'postgres',
      analyze: async () => ({
        ok: true,
        tables: [],
        functions: [],
        tableFunctions: [],
        parameters: [],
        ...found,
      }),
      dryRun: async () => ({ ok: true, columns: [] }),
    } as Partial<WarehouseConnector> as WarehouseConnector);
    return AllowListGuard.create({ warehouses });
  }
  const options = { warehouse: 'pg', sql: '…', tables: ['public.users'] };

  it('refuses what is not picked, and names without a schema', async () => {
    await expect(
      parserSays({ functions: ['count', 'pg_sleep'] }).check(options),
    ).resolves.toEqual({
      allowed: false,
      rule: 'function',
      message: 'The function “pg_sleep” may not be used',
      part: 'pg_sleep',
    });
    await expect(
      parserSays({ tableFunctions: ['pg_ls_dir'] }).check(options),
    ).resolves.toMatchObject({ rule: 'table-function' });
    for (const name of ['users', 'PUBLIC.users', 'db.public.users']) {
      await expect(
        parserSays({ tables: [name] }).check(options),
      ).resolves.toMatchObject({ rule: 'unknown-table' });
    }
    await expect(
      parserSays({ tables: ['public.users'] }).check(options),
    ).resolves.toEqual({ allowed: true, tables: ['public.users'] });
  });
});
