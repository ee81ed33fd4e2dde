/**
 * How well statements are read: valid ones by their own dialect's analyzer, as the guard reads them, and corrupted
 * ones by the strictest of the parsers. The tables found are compared with what another engine or parser says.
 */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { analyzeQuery, init } from '@polyglot-sql/sdk';
import { openWarehouse } from './lib/duckDbWarehouse.mjs';
import { backend } from './lib/product.mjs';
import { round } from './lib/quantile.mjs';
import { readJsonLines } from './lib/readJsonLines.mjs';

const { analyzeFor, analyzerFor } = backend('sql');

const FILES = {
  defog_postgres: 'postgres',
  defog_bigquery: 'bigquery',
  spider2_bigquery: 'bigquery',
};

const lower = names => new Set([...names].map(name => name.toLowerCase()));

export async function measure({ data, say }) {
  await init();
  const file = join(data, 'warehouse.duckdb');
  const duckdb = openWarehouse('warehouse', file);
  const instance = await DuckDBInstance.create(file, {
    access_mode: 'READ_ONLY',
  });
  const engine = await instance.connect();
  const count = { statements: 0, scripts: 0, read: 0, found: 0, ms: 0 };
  const add = async (id, connector, sql, secondOpinion) => {
    const start = performance.now();
    const analysis = await analyzeFor(connector, sql);
    count.ms += performance.now() - start;
    if (!analysis.ok && analysis.rule === 'not-select') {
      // Several statements in one text: no query, and never run.
      say(`no single query ${id}: ${analysis.message}`);
      count.scripts += 1;
      return;
    }
    count.statements += 1;
    if (!analysis.ok) {
      say(`not read ${id}: ${analysis.message}`);
      return;
    }
    count.read += 1;
    const ours = [...lower(analysis.tables)].sort().join(' ');
    const theirs = [...lower(await secondOpinion())].sort().join(' ');
    if (ours === theirs) {
      count.found += 1;
    } else {
      say(`tables of ${id}: ${ours} | ${theirs}`);
    }
  };
  try {
    for (const [name, dialect] of Object.entries(FILES)) {
      for (const { id, sql } of readJsonLines(data, 'sql', `${name}.jsonl`)) {
        await add(id, { id: dialect, dialect }, sql, () =>
          tablesByPolyglot(sql, dialect),
        );
      }
    }
    for (const { id, cluster, sql } of readJsonLines(data, 'pairs.jsonl')) {
      await engine.run(`USE "${cluster}"`);
      await add(id, duckdb, sql, () => engine.getTableNames(sql, false));
    }
    const corrupted = readJsonLines(data, 'sql', 'corrupt_sqlite.jsonl');
    const rejectedBy = async analyze => {
      let rejected = 0;
      for (const { sql } of corrupted) {
        rejected += (await analyze(sql)).ok ? 0 : 1;
      }
      return round(rejected / corrupted.length, 4);
    };
    return {
      statements: count.statements,
      scripts: count.scripts,
      parsed: round(count.read / count.statements, 4),
      malformedRejected: await rejectedBy(sql =>
        analyzerFor('postgres').analyze(sql),
      ),
      malformedRejectedDuckdb: await rejectedBy(sql => duckdb.analyze(sql)),
      tablesFound: round(count.found / count.statements, 4),
      perSecond: Math.round((1_000 * (count.read + count.scripts)) / count.ms),
    };
  } finally {
    engine.closeSync();
    instance.closeSync();
    await duckdb.close();
  }
}

/** What the transpiler reads; it takes `t.items` of FROM for a table also where `t` is a name of rows. */
function tablesByPolyglot(sql, dialect) {
  const { success, analysis, error } = analyzeQuery(
    sql,
    dialect === 'postgres' ? 'postgresql' : dialect,
  );
  if (!success) {
    return [`(not read: ${error})`];
  }
  const rows = new Set(
    [
      ...analysis.ctes,
      ...analysis.baseTables.flatMap(({ alias, table }) => [
        alias ?? table.split('.').pop(),
      ]),
    ].map(name => name.toLowerCase()),
  );
  return analysis.baseTables
    .filter(
      ({ schema, catalog }) =>
        !(schema && !catalog && rows.has(schema.toLowerCase())),
    )
    .map(({ name }) => name);
}
