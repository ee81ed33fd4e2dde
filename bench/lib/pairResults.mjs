import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** The same for the same rows in any order, whatever the columns are called. */
function hashRows(rows) {
  const sorted = rows.map(row => JSON.stringify(row)).sort();
  return createHash('sha256').update(sorted.join('\n')).digest('hex');
}

/**
 * Runs vetted statements on a warehouse in which each cluster has a schema of its name. It is the judge of what would
 * be served, so it is the engine itself and not the product.
 *
 * @returns `resultOf(cluster, sql)`: a hash of the rows as a multiset; undefined when the engine refuses the statement or
 *   has no such schema
 */
export async function openResults(data) {
  const instance = await DuckDBInstance.create(join(data, 'warehouse.duckdb'), {
    access_mode: 'READ_ONLY',
  });
  const connection = await instance.connect();
  const known = new Map();
  const run = async (cluster, sql) => {
    try {
      await connection.run(`USE "${cluster}"`);
      const reader = await connection.runAndReadAll(sql);
      return hashRows(reader.getRowsJson());
    } catch {
      // Such a probe has no result to compare with, and counts as wrong unless the pair itself is the right one.
      return undefined;
    }
  };
  return {
    async resultOf(cluster, sql) {
      const key = `${cluster}\n${sql}`;
      if (!known.has(key)) {
        known.set(key, await run(cluster, sql));
      }
      return known.get(key);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
