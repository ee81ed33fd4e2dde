import { DuckDBInstance } from '@duckdb/node-api';
import { duckdbFunctions } from './duckdbFunctions';

// The parser knows these by themselves, or as bare words.
const PARSER_ONLY = [
  'current_time',
  'current_timestamp',
  'iif',
  'localtime',
  'localtimestamp',
  'overlay',
  '->',
];

const FORBIDDEN =
  /^(pg_|pragma_|duckdb_|read_|parquet_|has_.*_privilege$|inet_|icu_)|_schemas?$|_user$|_role$|_catalog$|_database$|setting|variable|connection_id|query|transaction_id|random|uuid|seed|sleep|^(nextval|currval|version|write_log|bitstring.*|json_execute.*|json_serialize.*|json_deserialize.*|sql_auto.*|to_base|equi_width_bins|glob)$/;

describe('duckdbFunctions', () => {
  it('names functions that exist, and none that reads the session, waits, or blows up', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(
      'SELECT DISTINCT lower(function_name) FROM duckdb_functions()',
    );
    const existing = new Set(reader.getRows().map(([name]) => String(name)));
    connection.closeSync();
    instance.closeSync();

    const unknown = [...duckdbFunctions].filter(name => !existing.has(name));
    expect(unknown.sort()).toEqual(PARSER_ONLY.sort());
    expect([...duckdbFunctions].filter(name => FORBIDDEN.test(name))).toEqual(
      [],
    );
  });
});
