/** Clusters with vetted pairs, and probes: paraphrases of their questions and hard negatives. */
import { join } from 'node:path';
import { backend } from './product.mjs';
import { clusterId, openStore, writeCluster } from './contextStore.mjs';
import { DuckDBInstance } from '@duckdb/node-api';
import { readJsonLines } from './readJsonLines.mjs';

const { compileCluster } = backend('verified/CompiledCluster');
const { prepareSqlFrames } = backend('verified/SqlFrame');

/**
 * The queries were written for SQLite, which takes "text" for a string where no column is called so. The
 * engine here does not, and neither would an expert's pair have been vetted on it.
 */
export function quoteStrings(sql, columns) {
  return sql.replace(/"([^"]*)"/g, (quoted, text) =>
    columns.has(text.toLowerCase())
      ? quoted
      : `'${text.replaceAll("'", "''")}'`,
  );
}

/** Tables of each schema of a file with their columns: `Map<schema, [{ name, columns }]>`. */
async function readTables(path) {
  const instance = await DuckDBInstance.create(path, {
    access_mode: 'READ_ONLY',
  });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `SELECT table_schema, table_schema || '.' || table_name, list(column_name ORDER BY ordinal_position)
     FROM information_schema.columns GROUP BY 1, 2 ORDER BY 2`,
  );
  const bySchema = new Map();
  for (const [schema, name, columns] of reader.getRowsJson()) {
    const table = {
      name,
      columns: columns.map(column => ({ name: column, type: 'string' })),
    };
    bySchema.set(schema, [...(bySchema.get(schema) ?? []), table]);
  }
  connection.closeSync();
  instance.closeSync();
  return bySchema;
}

/**
 * Tables are those of the schema that is called as the cluster, where the warehouse has one.
 *
 * @returns probes, and by name of the cluster its pairs and what the product made of them
 */
export async function loadPairMatch({ data, now }) {
  const bySchema = await readTables(join(data, 'warehouse.duckdb'));
  const stored = readJsonLines(data, 'pairmatch', 'store.jsonl');
  const probes = readJsonLines(data, 'pairmatch', 'probes.jsonl');
  const byCluster = Map.groupBy(stored, ({ cluster }) => cluster);
  await prepareSqlFrames();
  const { store, close } = await openStore();
  const clusters = new Map();
  for (const [name, pairs] of byCluster) {
    const tables = bySchema.get(name) ?? [];
    const columns = new Set(
      tables.flatMap(table => table.columns.map(c => c.name.toLowerCase())),
    );
    const vetted = pairs.map(({ id, question, sql }) => ({
      id,
      question,
      sql: quoteStrings(sql, columns),
    }));
    await writeCluster(store, { name, tables, pairs: vetted });
    const context = await store.readContext(clusterId(name));
    clusters.set(name, {
      columns,
      pairs: new Map(vetted.map(pair => [pair.id, pair])),
      compiled: compileCluster(context, now),
    });
  }
  await close();
  return { clusters, probes };
}
