/** DuckDB files made for a benchmark, read by the product's own connector in its worker process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { DuckDBInstance } from '@duckdb/node-api';
import { duckdb } from './product.mjs';

const { DuckDbConnector } = duckdb('DuckDbConnector');
const { readDuckDbWarehouses } = duckdb('config');

const silent = {
  child: () => silent,
  debug() {},
  info() {},
  warn() {},
  error() {},
};

/**
 * A connector with the product's default limits over a new file that the statements make.
 *
 * @param settings - of its entry in the configuration, such as `schema`
 * @returns `{ connector, close }`
 */
export async function makeWarehouse(name, statements, settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-warehouse-'));
  const path = join(folder, `${name}.duckdb`);
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of statements) {
    await connection.run(statement);
  }
  connection.closeSync();
  instance.closeSync();
  const connector = openWarehouse(name, path, settings);
  return {
    connector,
    close: async () => {
      await connector.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A connector with the product's default limits over a file that is there. */
export function openWarehouse(id, path, settings = {}) {
  const [warehouse] = readDuckDbWarehouses(
    new ConfigReader({
      dataAssistant: { warehouses: { duckdb: [{ ...settings, id, path }] } },
    }),
  );
  return DuckDbConnector.create({ warehouse, logger: silent });
}

/**
 * Statements that make the tables of one schema of a file again in the main schema, as pairs that name no schema
 * expect, without rows.
 */
export function copySchema(path, schema, tables) {
  return [
    `ATTACH '${path.replaceAll("'", "''")}' AS source (READ_ONLY)`,
    ...tables.map(
      table =>
        `CREATE TABLE "${table}" AS FROM source."${schema}"."${table}" LIMIT 0`,
    ),
    'DETACH source',
  ];
}

/** Tables of each schema of a file: `Map<schema, string[]>`. */
export async function listSchemas(path) {
  const instance = await DuckDBInstance.create(path, {
    access_mode: 'READ_ONLY',
  });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'",
  );
  const schemas = new Map();
  for (const [schema, table] of reader.getRows()) {
    schemas.set(schema, [...(schemas.get(schema) ?? []), table]);
  }
  connection.closeSync();
  instance.closeSync();
  return schemas;
}
