import { WarehouseFile } from './__testUtils__/WarehouseFile';
import { DuckDbConnector } from './DuckDbConnector';

jest.setTimeout(30_000);

const LIMITS = { maxRows: 100, maxBytes: 100_000, timeoutMs: 20_000 };

describe('DuckDbConnector', () => {
  let file: WarehouseFile;
  let connector: DuckDbConnector;

  beforeAll(async () => {
    file = await WarehouseFile.create();
    await file.write(
      'CREATE SCHEMA podcasts',
      `CREATE TABLE podcasts.streams (
         day DATE NOT NULL, country VARCHAR, plays INTEGER, amount DECIMAL(18,2), tags VARCHAR[])`,
      `INSERT INTO podcasts.streams
       SELECT DATE '2026-09-01' + CAST(i % 10 AS INTEGER),
              CASE WHEN i % 4 = 3 THEN NULL WHEN i % 4 = 0 THEN 'SE' ELSE 'DE' END,
              i, i / 4, ['a', 'b']
         FROM range(1000) t(i)`,
      `COMMENT ON TABLE podcasts.streams IS 'One row for each play'`,
      `COMMENT ON COLUMN podcasts.streams.plays IS 'Number of plays'`,
      `CREATE VIEW podcasts.daily AS SELECT day, count(*) AS n FROM podcasts.streams GROUP BY day`,
      'CREATE TABLE plain (x BIGINT)',
      'CREATE TABLE big AS SELECT i, i % 7 AS seven FROM range(1000000) t(i)',
    );
    connector = file.connect();
  });

  afterAll(() => file.remove());

  const rowsOf = async (sql: string) =>
    (await connector.query({ sql, limits: LIMITS })).rows;

  it('lists tables and views with columns, types and comments', async () => {
    expect(await connector.listTables()).toEqual([
      expect.objectContaining({ name: 'main.big' }),
      expect.objectContaining({ name: 'main.plain', kind: 'table' }),
      expect.objectContaining({ name: 'podcasts.daily', kind: 'view' }),
      {
        name: 'podcasts.streams',
        kind: 'table',
        comment: 'One row for each play',
        columns: [
          { name: 'day', type: 'date', nativeType: 'DATE', nullable: false },
          {
            name: 'country',
            type: 'string',
            nativeType: 'VARCHAR',
            nullable: true,
          },
          {
            name: 'plays',
            type: 'integer',
            nativeType: 'INTEGER',
            nullable: true,
            comment: 'Number of plays',
          },
          {
            name: 'amount',
            type: 'number',
            nativeType: 'DECIMAL(18,2)',
            nullable: true,
          },
          {
            name: 'tags',
            type: 'json',
            nativeType: 'VARCHAR[]',
            nullable: true,
          },
        ],
      },
    ]);
  });

  it.each([
    ['sum(i)::HUGEINT', 'integer', 499999500000],
    ['9007199254740993::BIGINT', 'integer', '9007199254740993'],
    [
      '(2::HUGEINT ** 100)::HUGEINT',
      'integer',
      '1267650600228229401496703205376',
    ],
    ['12.50::DECIMAL(18,2)', 'number', 12.5],
    ['12345678901234567.89::DECIMAL(20,2)', 'number', '12345678901234567.89'],
    ['avg(seven)', 'number', 2.999997],
    ['0.1::FLOAT', 'number', 0.1],
    [`'nan'::DOUBLE`, 'number', 'NaN'],
    [`DATE '2026-02-28'`, 'date', '2026-02-28'],
    [
      `TIMESTAMP '2026-02-28 23:59:59.25'`,
      'timestamp',
      '2026-02-28T23:59:59.25Z',
    ],
    [
      `TIMESTAMP '1969-12-31 23:59:59.5'`,
      'timestamp',
      '1969-12-31T23:59:59.5Z',
    ],
    [
      `TIMESTAMPTZ '2026-03-01 01:00:00+02'`,
      'timestamp',
      '2026-02-28T23:00:00Z',
    ],
    [
      `TIMESTAMP_NS '2026-03-01 00:00:00.123456789'`,
      'timestamp',
      '2026-03-01T00:00:00.123456Z',
    ],
    [`'infinity'::TIMESTAMP`, 'timestamp', 'infinity'],
    [`TIME '10:00'`, 'string', '10:00:00'],
    ['INTERVAL 3 DAY', 'string', '3 days'],
    ['[1, NULL, 3]', 'json', '[1,null,3]'],
    [`{'a': 1.5, 'b': ['x']}`, 'json', '{"a":1.5,"b":["x"]}'],
    [
      `MAP {'k': DATE '2026-01-01'}`,
      'json',
      '[{"key":"k","value":"2026-01-01"}]',
    ],
    [`'{"a":1}'::JSON`, 'json', '{"a":1}'],
    [`'abc'::BLOB`, 'string', '<3 bytes: 616263>'],
    [`'x'::ENUM('x', 'y')`, 'string', 'x'],
    ['true', 'boolean', true],
    ['NULL::VARCHAR', 'string', null],
    [`repeat('x', 20000)`, 'string', `${'x'.repeat(10_000)}…`],
  ])('brings %s as %s', async (expression, type, value) => {
    const { columns, rows } = await connector.query({
      sql: `SELECT ${expression} AS v FROM big LIMIT 1`,
      limits: LIMITS,
    });
    expect(columns).toEqual([{ name: 'v', type }]);
    expect(rows).toEqual([[value]]);
  });

  it('keeps the order of rows and says when there were more', async () => {
    const sql = 'SELECT i FROM big ORDER BY i DESC';
    const cut = await connector.query({
      sql,
      limits: { ...LIMITS, maxRows: 3 },
    });
    expect(cut).toMatchObject({
      rows: [[999999], [999998], [999997]],
      truncated: true,
      durationMs: expect.any(Number),
    });
    const whole = await connector.query({
      sql: 'SELECT i FROM big ORDER BY i LIMIT 5000',
      limits: { ...LIMITS, maxRows: 5000 },
    });
    expect(whole.truncated).toBe(false);
    expect(whole.rows).toEqual(Array.from({ length: 5000 }, (_, i) => [i]));
    const bytes = await connector.query({
      sql: `SELECT repeat('é', 50) FROM big`,
      limits: { ...LIMITS, maxBytes: 1_040 },
    });
    expect(bytes).toMatchObject({ truncated: true });
    expect(bytes.rows).toHaveLength(10);
    await expect(
      connector.query({
        sql: `SELECT repeat('x', 5000)`,
        limits: { ...LIMITS, maxBytes: 1_000 },
      }),
    ).rejects.toMatchObject({
      code: 'too-large',
      message:
        'A single row of the result is larger than the limit of 1000 bytes',
    });
  });

  it('binds parameters as typed literals, NULL too', async () => {
    const sql = `SELECT typeof($s), typeof($i), typeof($n), typeof($b), typeof($d),
                        date_trunc('month', $d), $s`;
    const bind = async (filled: boolean) => {
      const { rows } = await connector.query({
        sql,
        parameters: {
          s: { type: 'string', value: filled ? `'; DROP TABLE big --` : null },
          i: { type: 'integer', value: filled ? 7 : null },
          n: { type: 'number', value: filled ? 1.5 : null },
          b: { type: 'boolean', value: filled ? false : null },
          d: { type: 'date', value: filled ? '2026-02-28' : null },
        },
        limits: LIMITS,
      });
      return rows;
    };
    const types = ['VARCHAR', 'BIGINT', 'DOUBLE', 'BOOLEAN', 'DATE'];
    expect(await bind(true)).toEqual([
      [...types, '2026-02-01T00:00:00Z', `'; DROP TABLE big --`],
    ]);
    expect(await bind(false)).toEqual([[...types, null, null]]);
    for (const [parameters, message] of [
      [{}, 'The parameter $d has no value'],
      [
        { d: { type: 'date', value: '2026-02-30' } },
        'The value of the parameter $d is not a valid date',
      ],
      [
        {
          d: { type: 'date', value: '2026-02-28' },
          e: { type: 'string', value: 'x' },
        },
        'The query has no parameter $e',
      ],
    ] as const) {
      await expect(
        connector.query({ sql: 'SELECT $d', parameters, limits: LIMITS }),
      ).rejects.toMatchObject({ code: 'invalid-sql', message });
    }
  });

  it('checks a statement against the schema without running it', async () => {
    const dryRun = (sql: string) => connector.dryRun({ sql });
    expect(
      await dryRun(
        'SELECT country, sum(amount) AS total FROM podcasts.streams GROUP BY 1',
      ),
    ).toEqual({
      ok: true,
      columns: [
        { name: 'country', type: 'string' },
        { name: 'total', type: 'number' },
      ],
      tables: ['podcasts.streams'],
    });
    expect(
      await dryRun(`SELECT date_trunc('month', $d) AS month, $x AS x, n
                      FROM podcasts.daily WHERE day >= $d LIMIT $top; -- end`),
    ).toMatchObject({ ok: true });
    expect(
      await dryRun('SELECT plays + $n AS plays FROM podcasts.streams;'),
    ).toMatchObject({
      ok: true,
      columns: [{ name: 'plays', type: 'integer' }],
    });
    expect(await dryRun('SELECT coutry FROM podcasts.streams')).toEqual({
      ok: false,
      message: 'Referenced column "coutry" not found in FROM clause!',
      candidates: expect.arrayContaining(['country']),
    });
    expect(
      await dryRun(
        `SELECT date_trunc('month', $d), coutry FROM podcasts.streams`,
      ),
    ).toMatchObject({
      ok: false,
      message: 'Referenced column "coutry" not found in FROM clause!',
    });
    expect(await dryRun('SELECT * FROM streams')).toEqual({
      ok: false,
      message: 'Table with name streams does not exist!',
      candidates: ['podcasts.streams'],
    });
    expect(
      await dryRun('SELECT sum(country), $x FROM podcasts.streams'),
    ).toMatchObject({
      ok: false,
      message: expect.stringContaining("'sum(VARCHAR)'"),
    });
    for (const sql of ['SELECT 1; SELECT 2', 'DROP TABLE big', 'SELEC 1']) {
      expect(await dryRun(sql)).toMatchObject({ ok: false });
    }
  });

  it('refuses anything but one SELECT, files, and settings', async () => {
    for (const sql of [
      'SET threads = 1',
      'INSERT INTO big VALUES (1, 2)',
      `SELECT * FROM '/etc/passwd'`,
      `SELECT * FROM read_text('/etc/passwd')`,
      `COPY big TO '/tmp/out.csv'`,
      `ATTACH 'other.duckdb'`,
      'SELECT 1; SELECT 2',
    ]) {
      await expect(rowsOf(sql)).rejects.toMatchObject({ code: 'invalid-sql' });
    }
    expect(await rowsOf('SELECT count(*) FROM big')).toEqual([[1_000_000]]);
  });

  it('looks for a table without a schema in the configured one first', async () => {
    const other = file.connect({ schema: 'podcasts' });
    const names = async (sql: string) => {
      const analysis = await other.analyze(sql);
      const dryRun = await other.dryRun({ sql });
      return [analysis.ok && analysis.tables, dryRun.ok && dryRun.tables];
    };
    expect(other.defaultSchema).toBe('podcasts');
    expect(await names('FROM streams')).toEqual([['streams'], ['streams']]);
    expect(await names('FROM plain')).toEqual([['main.plain'], ['main.plain']]);
    expect(await names('FROM secret_name.main.plain')).toEqual([
      ['main.plain'],
      ['main.plain'],
    ]);
    await expect(
      file.connect({ schema: 'nothing' }).dryRun({ sql: 'SELECT 1' }),
    ).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('makes the columns of a PIVOT from the data, as the engine does', async () => {
    const pivot = async (sql: string) => {
      const { columns, rows } = await connector.query({ sql, limits: LIMITS });
      return [columns.map(({ name }) => name), rows];
    };
    expect(
      await pivot(
        `PIVOT (FROM podcasts.streams WHERE plays < 4) ON country || '''s', plays % 2 USING count(*) GROUP BY day ORDER BY day LIMIT 1`,
      ),
    ).toEqual([
      ['day', `DE's_0`, `DE's_1`, `SE's_0`, `SE's_1`],
      [['2026-09-01', 0, 0, 1, 0]],
    ]);
    expect(
      await pivot(
        `WITH a AS (SELECT day AS streams, plays AS p FROM podcasts.streams WHERE plays < 2)
         SELECT * FROM (PIVOT a ON streams USING sum(p)) CROSS JOIN (SELECT 1 AS one)`,
      ),
    ).toEqual([['2026-09-01', '2026-09-02', 'one'], [[0, 1, 1]]]);
    expect(
      (
        await connector.query({
          sql: 'PIVOT (FROM podcasts.streams WHERE plays < $n) ON country USING max(plays + $m)',
          parameters: {
            n: { type: 'integer', value: 3 },
            m: { type: 'integer', value: 10 },
          },
          limits: LIMITS,
        })
      ).columns,
    ).toHaveLength(5);
    expect(
      await pivot(
        `PIVOT (SELECT 9007199254740993 + i AS x FROM big WHERE i::DOUBLE < 2.0) ON x USING count(*)`,
      ),
    ).toEqual([['9007199254740993', '9007199254740994'], [[1, 1]]]);
    await expect(pivot('PIVOT big ON i')).rejects.toMatchObject({
      code: 'invalid-sql',
      message:
        'PIVOT would make more than 500 columns; name the values that are wanted with IN',
    });
    await expect(
      pivot('PIVOT (FROM plain) ON x; DROP TABLE plain'),
    ).rejects.toMatchObject({ code: 'invalid-sql' });
    expect(
      await connector.dryRun({
        sql: 'PIVOT podcasts.streams ON country USING count(*)',
      }),
    ).toMatchObject({ ok: true, tables: ['podcasts.streams'] });
  });

  it('is locked, and keeps nothing of one call for the next', async () => {
    const settings = await rowsOf(
      `SELECT name, value FROM duckdb_settings()
        WHERE name IN ('access_mode', 'allow_community_extensions', 'allow_unsigned_extensions',
                       'autoinstall_known_extensions', 'autoload_known_extensions',
                       'enable_external_access', 'lock_configuration', 'max_expression_depth',
                       'max_temp_directory_size', 'temp_directory')
        ORDER BY name`,
    );
    expect(Object.fromEntries(settings)).toEqual({
      access_mode: 'read_only',
      allow_community_extensions: 'false',
      allow_unsigned_extensions: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      enable_external_access: 'false',
      lock_configuration: 'true',
      max_expression_depth: '250',
      max_temp_directory_size: '0 bytes',
      temp_directory: '',
    });
    // Finding out what `user` means makes a macro.
    expect(await connector.analyze('SELECT user')).toMatchObject({
      functions: ['user'],
    });
    expect(await rowsOf('SELECT user')).toEqual([['duckdb']]);
  });

  it('measures a table from its rows', async () => {
    const profile = await connector.profile({
      table: 'podcasts.streams',
      partitionColumn: 'day',
      commonValues: 5,
    });
    expect(profile).toMatchObject({
      rowCount: 1000,
      newest: '2026-09-10',
      columns: {
        day: {
          distinctCount: 10,
          nullShare: 0,
          min: '2026-09-01',
          max: '2026-09-10',
          complete: false,
        },
        country: {
          distinctCount: 2,
          nullShare: 0.25,
          commonValues: [
            { value: 'DE', count: 500 },
            { value: 'SE', count: 250 },
          ],
          complete: true,
        },
        plays: { min: 0, max: 999, nullShare: 0 },
        tags: { nullShare: 0 },
      },
    });
    expect(profile.columns.day.commonValues?.[0]).toEqual({
      value: '2026-09-01',
      count: 100,
    });
    expect(
      await connector.profile({ table: 'main.plain', commonValues: 5 }),
    ).toEqual({
      rowCount: 0,
      columns: {
        x: { distinctCount: 0, commonValues: [], complete: true },
      },
    });
    await expect(
      connector.profile({ table: 'main.nothing', commonValues: 5 }),
    ).rejects.toMatchObject({
      code: 'invalid-sql',
      message: 'The warehouse has no table main.nothing',
    });
  });

  it('never names the file to the asker', async () => {
    for (const sql of [
      'SELECT * FROM secret_name.nothing.x',
      'SELECT nothing FROM secret_name.main.big',
      'SELECT * FROM bigg',
    ]) {
      const verdict = await connector.dryRun({ sql });
      expect(verdict).toMatchObject({ ok: false });
      expect(JSON.stringify(verdict)).not.toContain('secret_name.duckdb');
      expect(JSON.stringify(verdict)).not.toContain(file.folder);
    }
  });
});
