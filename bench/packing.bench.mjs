/**
 * How much of what an answer's SQL needs is in the context that is packed for its question, when neither the
 * question nor any with the same SQL or the same result is among the vetted ones.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  clusterId,
  clusterUpdate,
  openStore,
  writeCluster,
} from './lib/contextStore.mjs';
import { backend, duckdb } from './lib/product.mjs';
import { quantile, round } from './lib/quantile.mjs';
import { readJsonLines } from './lib/readJsonLines.mjs';
import { sample, seeded } from './lib/seeded.mjs';
import { sqlColumns } from './lib/sqlColumns.mjs';

const require = createRequire(import.meta.url);
const { ConfigReader } = require('@backstage/config');
const { ContextIndex } = backend('context/ContextIndex');
const { countTokens } = backend('context/pack/countTokens');
const { DuckDbConnector } = duckdb('DuckDbConnector');
const { readDuckDbWarehouses } = duckdb('config');

const BUDGET = 2_000;
const SMALL_BUDGET = 500;
const QUESTIONS_A_CLUSTER = 14;
const WIDE_CLUSTERS = 8;
/** As the profiler keeps. */
const COMMON_VALUES = 50;
const SEED = 20_261_121;

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silent,
};

async function readTables(connector, say) {
  const schemas = new Map();
  const tables = await connector.listTables();
  for (const [index, table] of tables.entries()) {
    const { columns } = await connector.profile({
      table: table.name,
      commonValues: COMMON_VALUES,
    });
    const [schema] = table.name.split('.');
    schemas.set(schema, [
      ...(schemas.get(schema) ?? []),
      {
        name: table.name,
        description: table.comment,
        columns: table.columns.map(({ comment, ...column }) => ({
          ...column,
          ...(comment ? { description: comment } : {}),
          profile: columns[column.name] ?? {},
        })),
      },
    ]);
    if (index % 100 === 99) {
      say(`profiled ${index + 1} of ${tables.length} tables`);
    }
  }
  return schemas;
}

/** The pairs with the tables that the engine says they read, as the schema writes them. */
async function readPairs(connector, pairs, tables) {
  const names = new Map(
    tables.map(({ name }) => [name.split('.').pop().toLowerCase(), name]),
  );
  const read = [];
  for (const pair of pairs) {
    const analysis = await connector.analyze(pair.sql);
    const found = (analysis.ok ? analysis.tables : []).map(table =>
      names.get(table.split('.').pop().toLowerCase()),
    );
    if (found.length > 0 && found.every(Boolean)) {
      read.push({ ...pair, tables: [...new Set(found)] });
    }
  }
  return read;
}

const plain = sql =>
  sql
    .toLowerCase()
    .replace(/[\s;]+/g, ' ')
    .trim();

export async function measure({ data, say }) {
  const connector = DuckDbConnector.create({
    logger: silent,
    warehouse: readDuckDbWarehouses(
      new ConfigReader({
        dataAssistant: {
          warehouses: {
            duckdb: [{ id: 'warehouse', path: join(data, 'warehouse.duckdb') }],
          },
        },
      }),
    )[0],
  });
  const { store, close } = await openStore();
  try {
    const schemas = await readTables(connector, say);
    const byCluster = Map.groupBy(
      readJsonLines(data, 'pairs.jsonl'),
      ({ cluster }) => cluster,
    );
    const index = ContextIndex.create({
      store,
      now: () => undefined,
      logger: silent,
    });
    const random = seeded(SEED);
    const results = [];
    const wide = new Set(
      [...schemas]
        .sort(
          ([, a], [, b]) =>
            b.flatMap(table => table.columns).length -
            a.flatMap(table => table.columns).length,
        )
        .slice(0, WIDE_CLUSTERS)
        .map(([name]) => name),
    );
    for (const [name, tables] of schemas) {
      const pairs = await readPairs(
        connector,
        byCluster.get(name) ?? [],
        tables,
      );
      await writeCluster(store, { name, tables, pairs });
      for (const probe of sample(pairs, QUESTIONS_A_CLUSTER, random)) {
        const others = pairs.filter(
          pair =>
            plain(pair.sql) !== plain(probe.sql) &&
            pair.resultHash !== probe.resultHash,
        );
        await store.replaceCluster(
          clusterUpdate({ name, tables, pairs: others }),
        );
        await index.retrieve(probe.question, {
          clusterId: clusterId(name),
          limit: 1,
        });
        const gold = sqlColumns(
          probe.sql,
          probe.tables.map(table => ({
            name: table,
            columns: tables
              .find(each => each.name === table)
              .columns.map(column => column.name),
          })),
        );
        const look = async budgetTokens => {
          const start = performance.now();
          const pack = await index.pack(probe.question, {
            clusterId: clusterId(name),
            budgetTokens,
          });
          const ms = performance.now() - start;
          if (
            pack.tokens > budgetTokens ||
            countTokens(pack.text) > budgetTokens
          ) {
            throw new Error(`A pack of ${name} takes ${pack.tokens} tokens`);
          }
          const columns = new Set(
            Object.entries(pack.columns).flatMap(([table, each]) =>
              each.map(column => `${table}.${column}`.toLowerCase()),
            ),
          );
          return {
            ms,
            tokens: pack.tokens,
            tables: probe.tables.every(table => pack.tables.includes(table)),
            columns: [...gold].every(column => columns.has(column)),
          };
        };
        results.push({
          isWide: wide.has(name),
          full: await look(BUDGET),
          small: await look(SMALL_BUDGET),
        });
      }
      say(`${name}: ${results.length} questions`);
    }
    const share = (of, key, of2 = results) =>
      round(of2.filter(result => result[of][key]).length / of2.length);
    const wideOnes = results.filter(({ isWide }) => isWide);
    return {
      goldTablesIn2000Tokens: share('full', 'tables'),
      goldColumnsIn2000Tokens: share('full', 'columns'),
      p50Ms: round(
        quantile(
          results.map(({ full }) => full.ms),
          0.5,
        ),
        1,
      ),
      p95Ms: round(
        quantile(
          results.map(({ full }) => full.ms),
          0.95,
        ),
        1,
      ),
      questions: results.length,
      clusters: schemas.size,
      tokensP50: quantile(
        results.map(({ full }) => full.tokens),
        0.5,
      ),
      widestGoldTablesIn2000Tokens: share('full', 'tables', wideOnes),
      widestGoldColumnsIn2000Tokens: share('full', 'columns', wideOnes),
      widestQuestions: wideOnes.length,
      goldTablesIn500Tokens: share('small', 'tables'),
      goldColumnsIn500Tokens: share('small', 'columns'),
    };
  } finally {
    await close();
    await connector.close();
  }
}
