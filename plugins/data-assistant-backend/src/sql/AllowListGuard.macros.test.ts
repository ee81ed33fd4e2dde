import { startTestWarehouse } from '../warehouse/__testUtils__/startTestWarehouse';
import { RunningGuard, startGuard } from './__testUtils__/startGuard';
import { AllowListGuard } from './AllowListGuard';

/** What no statement here may tell. */
const TOKEN = '(SELECT max(token) FROM main.secrets)';

describe('AllowListGuard over a warehouse with macros and views', () => {
  let running: RunningGuard;
  const check = (sql: string) => running.check(sql);

  beforeAll(async () => {
    running = await startGuard({
      statements: [
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
      ],
      tables: [
        'sales.orders',
        'sales.told',
        'sales.told_again',
        'main.latest',
        'sales.told of secrets',
        'sales.Open Orders',
      ],
    });
  }, 60_000);
  afterAll(() => running.stop());

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
