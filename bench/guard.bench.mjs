/**
 * What the guard lets through, called as the product calls it. Statements that are refused at run time only are
 * run on DuckDB; the other dialects have no connector here, so for them the guard's word is the last.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import {
  copySchema,
  listSchemas,
  makeWarehouse,
} from './lib/duckDbWarehouse.mjs';
import { backend } from './lib/product.mjs';
import { round } from './lib/quantile.mjs';
import { readJsonLines } from './lib/readJsonLines.mjs';

const { AllowListGuard, analyzeFor } = backend('sql');
const { WarehouseRegistry } = backend('warehouse/WarehouseRegistry');
const { readDataAssistantConfig } = backend('config');

const LISTED = ['sales.orders', 'sales.customers', 'sales.events'];
const ALLOWED = {
  duckdb: LISTED,
  postgres: LISTED,
  bigquery: [...LISTED, 'sales.events_2026*'],
};
const GOLD = {
  defog_postgres: 'postgres',
  defog_bigquery: 'bigquery',
  spider2_bigquery: 'bigquery',
};

/** Stands for a connector that the product does not have yet; the server's own word is left out. */
function paperConnector(dialect, more = {}) {
  return {
    id: dialect,
    dialect,
    dryRun: async () => ({ ok: true, columns: [] }),
    ...more,
  };
}

/** A warehouse that does not answer at all says nothing of a statement. */
const isLimit = error =>
  error.name === 'WarehouseError' && error.code !== 'unavailable';

/** The guard's verdict; a statement that an engine's limit ends while it is bound does not run either. */
async function judge(guard, options) {
  try {
    return await guard.check(options);
  } catch (error) {
    if (!isLimit(error)) {
      throw error;
    }
    return { allowed: false, rule: error.code, message: error.message };
  }
}

function guardOf(...connectors) {
  const warehouses = new WarehouseRegistry();
  connectors.forEach(connector => warehouses.add(connector));
  return AllowListGuard.create({ warehouses });
}

export async function measure({ data, say }) {
  const hostile = await measureHostile(data, say);
  const gold = await measureGold(data, say);
  return { ...hostile, ...gold };
}

async function measureHostile(data, say) {
  const duckdb = await makeWarehouse(
    'wh',
    [readFileSync(join(data, 'hostile-fixtures/duckdb.sql'), 'utf8')],
    { schema: 'sales' },
  );
  const guard = guardOf(
    duckdb.connector,
    paperConnector('postgres', {
      defaultSchema: 'sales',
      defaultCatalog: 'wh',
    }),
    paperConnector('bigquery', {
      defaultSchema: 'sales',
      defaultCatalog: 'acme-dw',
    }),
  );
  const count = {
    attacks: 0,
    attacksBlocked: 0,
    leftOut: 0,
    benign: 0,
    benignAllowed: 0,
  };
  try {
    for (const one of readJsonLines(data, 'hostile-sql.jsonl')) {
      const { id, dialect, sql } = one;
      const verdict = await judge(guard, {
        warehouse: dialect === 'duckdb' ? 'wh' : dialect,
        sql,
        tables: ALLOWED[dialect],
      });
      if (one.expect === 'allow') {
        count.benign += 1;
        count.benignAllowed += verdict.allowed ? 1 : 0;
        if (!verdict.allowed) {
          say(`refused ${id}: ${verdict.rule}, ${verdict.message}`);
        }
        continue;
      }
      const runtime = one.stage === 'runtime';
      if (verdict.allowed && runtime && dialect !== 'duckdb') {
        count.leftOut += 1;
        continue;
      }
      count.attacks += 1;
      const blocked =
        !verdict.allowed || (runtime && (await endsAtLimit(duckdb, sql, say)));
      count.attacksBlocked += blocked ? 1 : 0;
      if (!blocked) {
        say(`passed ${id}: ${sql.slice(0, 200)}`);
      }
    }
  } finally {
    await duckdb.close();
  }
  return count;
}

async function endsAtLimit({ connector }, sql, say) {
  const { limits } = readDataAssistantConfig(new ConfigReader({}));
  try {
    const result = await connector.query({
      sql,
      limits: { ...limits, timeoutMs: limits.queryTimeoutMs },
    });
    return result.truncated;
  } catch (error) {
    say(`ended: ${error.message}`);
    return isLimit(error);
  }
}

const TRIES = 3;

/** An engine that a busy machine keeps from answering in time has not refused anything: it is asked again. */
async function verdictOf(guard, options) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await guard.check(options);
    } catch (error) {
      if (error.name !== 'WarehouseError' || tries === TRIES) {
        throw error;
      }
    }
  }
}

async function measureGold(data, say) {
  let gold = 0;
  let allowed = 0;
  const add = async (guard, options, id) => {
    const verdict = await verdictOf(guard, options);
    gold += 1;
    allowed += verdict.allowed ? 1 : 0;
    if (!verdict.allowed) {
      say(`refused ${id}: ${verdict.rule}, ${verdict.message}`);
    }
  };
  for (const [file, dialect] of Object.entries(GOLD)) {
    const connector = paperConnector(dialect, {
      defaultSchema: 'main',
      defaultCatalog: 'warehouse',
    });
    const guard = guardOf(connector);
    for (const { id, sql } of readJsonLines(data, 'sql', `${file}.jsonl`)) {
      const analysis = await analyzeFor(connector, sql);
      const tables = analysis.ok
        ? analysis.tables.map(name =>
            name.includes('.') ? name : `main.${name}`,
          )
        : [];
      await add(guard, { warehouse: dialect, sql, tables }, id);
    }
  }
  const file = join(data, 'warehouse.duckdb');
  const schemas = await listSchemas(file);
  const pairs = Map.groupBy(
    readJsonLines(data, 'pairs.jsonl'),
    pair => pair.cluster,
  );
  for (const [cluster, ofCluster] of pairs) {
    const names = schemas.get(cluster) ?? [];
    const { connector, close } = await makeWarehouse(
      'gold',
      copySchema(file, cluster, names),
    );
    const tables = names.map(name => `main.${name}`);
    const guard = guardOf(connector);
    for (const { id, sql } of ofCluster) {
      await add(guard, { warehouse: 'gold', sql, tables }, id);
    }
    await close();
  }
  say(`gold: ${allowed} of ${gold}`);
  return { gold, goldAllowed: round(allowed / gold, 4) };
}
