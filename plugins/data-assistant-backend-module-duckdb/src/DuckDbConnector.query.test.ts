import { createPodcastFile, LIMITS } from './__testUtils__/podcastFile';
import { WarehouseFile } from './__testUtils__/WarehouseFile';
import { DuckDbConnector } from './DuckDbConnector';

jest.setTimeout(30_000);

describe('DuckDbConnector', () => {
  let file: WarehouseFile;
  let connector: DuckDbConnector;

  beforeAll(async () => {
    file = await createPodcastFile();
    connector = file.connect();
  });

  afterAll(() => file.remove());

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
});
