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
    ['SELECT * FROM example.podcasts.streams', 'unknown-table'],
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
    ["SELECT repeat('x', 10)", 'function'],
    ["SELECT list_aggregate([1], 'sum')", 'function'],
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
      hint: 'Did you mean “length”?',
    });
    await expect(check('SELECT * FROM glob(1)')).resolves.toEqual({
      allowed: false,
      rule: 'table-function',
      message: 'The function “glob” may not be read from like a table',
      hint: 'These may: unnest, range, generate_series',
    });
    await expect(
      check('SELECT contry FROM podcasts.streams'),
    ).resolves.toMatchObject({
      rule: 'bind',
      message: expect.stringContaining('contry'),
      hint: expect.stringContaining('“country”'),
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

  it('gives no verdict without a warehouse', async () => {
    await expect(
      guard.check({ warehouse: 'other', sql: 'SELECT 1', tables: [] }),
    ).rejects.toMatchObject({ name: 'WarehouseError', code: 'unavailable' });
  });
});

describe('AllowListGuard over a dialect whose functions nobody picked', () => {
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

  it('refuses every function, and names without a schema', async () => {
    await expect(
      parserSays({ functions: ['count'] }).check(options),
    ).resolves.toEqual({
      allowed: false,
      rule: 'function',
      message: 'The function “count” may not be used',
    });
    await expect(
      parserSays({ tableFunctions: ['unnest'] }).check(options),
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
