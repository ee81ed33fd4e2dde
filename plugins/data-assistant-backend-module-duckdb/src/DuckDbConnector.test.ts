import { createPodcastFile } from './__testUtils__/podcastFile';
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
});
