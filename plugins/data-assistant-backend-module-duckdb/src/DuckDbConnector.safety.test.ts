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

  const rowsOf = async (sql: string) =>
    (await connector.query({ sql, limits: LIMITS })).rows;

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
