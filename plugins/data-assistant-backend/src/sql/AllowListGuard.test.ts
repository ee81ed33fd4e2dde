import {
  SqlAnalysis,
  WarehouseConnector,
} from '@cairn/backstage-plugin-data-assistant-node';
import { WarehouseRegistry } from '../warehouse/WarehouseRegistry';
import { RunningGuard, startPodcastGuard } from './__testUtils__/startGuard';
import { AllowListGuard } from './AllowListGuard';
import { SqlGuard } from './SqlGuard';

describe('AllowListGuard over DuckDB', () => {
  let running: RunningGuard;
  const check: RunningGuard['check'] = (...args) => running.check(...args);

  beforeAll(async () => {
    running = await startPodcastGuard();
  }, 60_000);
  afterAll(() => running.stop());

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
      running.guard.check({
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
      running.guard.check({ warehouse: 'other', sql: 'SELECT 1', tables: [] }),
    ).rejects.toMatchObject({ name: 'WarehouseError', code: 'unavailable' });
  });
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
