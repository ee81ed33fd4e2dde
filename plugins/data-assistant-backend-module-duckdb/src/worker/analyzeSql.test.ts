import { WarehouseFile } from '../__testUtils__/WarehouseFile';
import { DuckDbConnector } from '../DuckDbConnector';

jest.setTimeout(30_000);

describe('analyzeSql', () => {
  let file: WarehouseFile;
  let connector: DuckDbConnector;

  beforeAll(async () => {
    file = await WarehouseFile.create();
    connector = file.connect();
  });

  afterAll(() => file.remove());

  const analyze = (sql: string) => connector.analyze(sql);

  it.each<[string, string[]]>([
    ['SELECT 1', []],
    ['FROM a', ['a']],
    ['SELECT * FROM S.A, "b c" JOIN d.s.e USING (x)', ['S.A', 'b c', 'd.s.e']],
    ['SELECT * FROM a POSITIONAL JOIN b', ['a', 'b']],
    [`SELECT * FROM '/etc/passwd'`, ['/etc/passwd']],
    ['TABLE a', ['a']],
    ['VALUES ((SELECT max(x) FROM a))', ['a']],
    // CTEs
    ['WITH a AS (SELECT * FROM b) SELECT * FROM a', ['b']],
    ['WITH a AS (SELECT * FROM a) SELECT * FROM a', ['a']],
    ['WITH a AS (SELECT 1) SELECT * FROM s.a', ['s.a']],
    ['WITH A AS (SELECT 1) SELECT * FROM "a"', []],
    ['WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a, b', ['b']],
    ['WITH b AS (SELECT 1), a AS (SELECT * FROM b) SELECT * FROM a', []],
    ['SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a), a', ['a']],
    ['SELECT (WITH a AS (SELECT 1) SELECT * FROM a) FROM a', ['a']],
    [
      'WITH a AS (SELECT 1) SELECT * FROM (SELECT * FROM (SELECT * FROM a))',
      [],
    ],
    [
      'WITH a AS (SELECT 1) SELECT * FROM b WHERE x IN (SELECT * FROM a)',
      ['b'],
    ],
    ['WITH a AS (SELECT 1) SELECT * FROM a UNION ALL SELECT * FROM c', ['c']],
    ['(WITH a AS (SELECT 1) SELECT * FROM a) UNION ALL SELECT * FROM a', ['a']],
    ['WITH RECURSIVE a AS (SELECT * FROM a) SELECT * FROM a', ['a']],
    [
      'WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM a) SELECT * FROM a',
      [],
    ],
    [
      'WITH RECURSIVE a AS (SELECT x FROM a UNION ALL SELECT x FROM a) SELECT * FROM a',
      ['a'],
    ],
    ['WITH a AS MATERIALIZED (SELECT * FROM b) SELECT * FROM a', ['b']],
    [
      'WITH a AS (WITH b AS (SELECT * FROM c) SELECT * FROM b) SELECT * FROM a, b',
      ['c', 'b'],
    ],
    // Every position
    ['SELECT (SELECT x FROM a)', ['a']],
    [
      'SELECT EXISTS (FROM a), x IN (FROM b), x = ANY (FROM c), ARRAY(FROM d)',
      ['a', 'b', 'c', 'd'],
    ],
    [
      'SELECT * FROM x WHERE (FROM a) GROUP BY (FROM b) HAVING (FROM c)',
      ['x', 'a', 'b', 'c'],
    ],
    [
      'SELECT * FROM x QUALIFY (FROM a) ORDER BY (FROM b) LIMIT (FROM c) OFFSET (FROM d)',
      ['a', 'b', 'c', 'd', 'x'],
    ],
    ['SELECT DISTINCT ON ((FROM a)) * FROM b', ['a', 'b']],
    ['SELECT * FROM a JOIN b ON (FROM c)', ['a', 'b', 'c']],
    [
      'SELECT sum(x) FILTER (WHERE (FROM a)) OVER (PARTITION BY (FROM b) ORDER BY (FROM c) ROWS (FROM d) PRECEDING)',
      ['a', 'b', 'c', 'd'],
    ],
    ['SELECT list(x ORDER BY (FROM a))', ['a']],
    [
      'SELECT CASE (FROM a) WHEN (FROM b) THEN (FROM c) ELSE (FROM d) END',
      ['a', 'b', 'c', 'd'],
    ],
    [
      'SELECT x BETWEEN (FROM a) AND (FROM b), CAST((FROM c) AS INT), (FROM d)[1]',
      ['a', 'b', 'c', 'd'],
    ],
    [
      'SELECT list_transform(l, x -> x + (FROM a)), {k: (FROM b)}, [(FROM c)], x LIKE (FROM d)',
      ['a', 'b', 'c', 'd'],
    ],
    ['SELECT * REPLACE ((FROM a) AS x) FROM b', ['a', 'b']],
    ['SELECT * FROM range((FROM a)), LATERAL (FROM b)', ['a', 'b']],
    [`PIVOT a ON x IN ('p', 'q') USING sum(y + (FROM b))`, ['a', 'b']],
    ['PIVOT a ON x', ['a']],
    [
      `PIVOT a JOIN b ON a.x = b.x ON y || ', ', (z) USING sum(w) GROUP BY v`,
      ['a', 'b'],
    ],
    [
      'WITH c AS (FROM a) SELECT * FROM (PIVOT c ON x /* ON z */ ORDER BY 1)',
      ['a'],
    ],
    ['PIVOT_WIDER a ON x IN (1), y', ['a']],
    [
      'SELECT * FROM "a.b", a."b""c", "s.t"."u"',
      ['"a.b"', 'a."b""c"', '"s.t".u'],
    ],
    ['UNPIVOT a ON p, q INTO NAME n VALUE v', ['a']],
    ['SELECT * FROM (PIVOT (FROM a) ON x IN (1))', ['a']],
    ['SELECT * FROM a AT (VERSION => (FROM b))', ['a', 'b']],
    ['SELECT x COLLATE nocase FROM a TABLESAMPLE 10%', ['a']],
    [
      'FROM a SELECT count(*) GROUP BY GROUPING SETS (((FROM b)), ())',
      ['a', 'b'],
    ],
  ])('finds the real tables of %s', async (sql, tables) => {
    const analysis = await analyze(sql);
    expect(analysis).toMatchObject({ ok: true });
    expect(new Set(analysis.ok ? analysis.tables : undefined)).toEqual(
      new Set(tables),
    );
  });

  it('finds functions, table functions and parameters, and leaves out operators', async () => {
    expect(
      await analyze(
        `SELECT SUM(x) + count(*) + count(x) OVER (), s.f($p), extract(year FROM d), {a: 1}, x || 'a' LIKE 'b',
                list_filter(l, y -> g(y) > $q), 1 OPERATOR(getvariable.+) 2, current_catalog, nextval('s')
           FROM range($p), query('SELECT 1'), read_text('x'), a.b.t(1)`,
      ),
    ).toEqual({
      ok: true,
      tables: [],
      functions: [
        'sum',
        'count_star',
        'count',
        's.f',
        'date_part',
        'struct_pack',
        'list_filter',
        'g',
        'getvariable',
        'nextval',
        'range',
        'query',
        'read_text',
        'a.b.t',
        'current_catalog',
      ],
      tableFunctions: ['range', 'query', 'read_text', 'a.b.t'],
      parameters: ['p', 'q'],
    });
  });

  it.each([
    ['', 'not-select'],
    ['-- nothing', 'not-select'],
    ['SELECT 1; SELECT 2', 'not-select'],
    ['SELECT 1; DROP TABLE a', 'not-select'],
    ['INSERT INTO a VALUES (1)', 'not-select'],
    ["COPY a TO 'x'", 'not-select'],
    ["ATTACH 'x'", 'not-select'],
    ['SET threads = 1', 'not-select'],
    ['EXPLAIN SELECT 1', 'not-select'],
    ['CALL f()', 'not-select'],
    ['PRAGMA version', 'not-select'],
    ['SELECT * INTO a FROM b', 'not-select'],
    ['WITH a AS (DELETE FROM b RETURNING *) FROM a', 'not-select'],
    ['PIVOT a ON x IN (SELECT 1)', 'not-select'],
    ['PIVOT a ON x IN my_enum', 'not-select'],
    ['PIVOT a ON x; SELECT 1', 'not-select'],
    ['PIVOT (PIVOT a ON x) ON y', 'not-select'],
    ['DESCRIBE a', 'not-select'],
    ['SUMMARIZE a', 'not-select'],
    ['SHOW TABLES', 'not-select'],
    ['SELECT * FROM (DESCRIBE a)', 'not-select'],
    ['SELECT * FROM (SHOW ALL TABLES)', 'not-select'],
    ['SELEC 1', 'syntax'],
    ['SELECT 1\0; DROP TABLE a', 'syntax'],
    ["SELECT '", 'syntax'],
    [`SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`, 'too-deep'],
    [`SELECT 1${'+1'.repeat(20_000)}`, 'too-deep'],
    [`SELECT 1${' UNION ALL SELECT 1'.repeat(600)}`, 'too-many'],
    [`FROM a${', a'.repeat(200)}`, 'too-many'],
    ['SELECT \ud800', 'syntax'],
    [`SELECT '${'x'.repeat(100_000)}'`, 'too-long'],
  ])('refuses statement %#', async (sql, rule) => {
    expect(await analyze(sql)).toMatchObject({
      ok: false,
      rule,
      message: expect.stringMatching(
        /^(The query|There is|Only|DESCRIBE|PIVOT|The columns)/,
      ),
    });
  });

  it('takes a long flat list', async () => {
    const list = Array.from({ length: 15_000 }, (_, i) => i).join(',');
    expect(await analyze(`SELECT * FROM a WHERE x IN (${list})`)).toMatchObject(
      {
        ok: true,
        tables: ['a'],
      },
    );
  });
});
