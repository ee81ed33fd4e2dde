/**
 * Looks for a statement that the guard lets pass and must not: queries of allowed parts from a grammar, with one
 * forbidden leaf in one of their places, and hostile samples in other dresses. What is written to be allowed is
 * checked the other way about, and the engine's word on what it reads is compared with the guard's.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeWarehouse } from './lib/duckDbWarehouse.mjs';
import { backend } from './lib/product.mjs';
import { round } from './lib/quantile.mjs';
import { readJsonLines } from './lib/readJsonLines.mjs';
import { seeded } from './lib/seeded.mjs';
import { WAREHOUSE } from './fuzz/warehouse.mjs';

const { AllowListGuard } = backend('sql');
const { WarehouseRegistry } = backend('warehouse/WarehouseRegistry');
const { mutateSql, writeStatements } = backend('sql/__testUtils__/fuzz');

const TABLES = ['sales.orders', 'sales.customers', 'sales.events'];
const DIALECTS = ['duckdb', 'duckdb', 'duckdb', 'postgres', 'bigquery'];
const SEED = 1_000_000;
const ROUNDS = 10_000;
const FINDS_SHOWN = 5;

function guardOf(...connectors) {
  const warehouses = new WarehouseRegistry();
  connectors.forEach(connector => warehouses.add(connector));
  return AllowListGuard.create({ warehouses });
}

/** A connector that binds everything, so that only what the guard itself reads counts. */
function unbound(connector) {
  return {
    id: connector.id,
    dialect: connector.dialect,
    defaultSchema: connector.defaultSchema,
    defaultCatalog: connector.defaultCatalog,
    ...(connector.analyze && { analyze: sql => connector.analyze(sql) }),
    dryRun: async () => ({ ok: true, columns: [] }),
  };
}

export async function measure({ data, rounds = ROUNDS, say }) {
  const { connector, close } = await makeWarehouse('wh', WAREHOUSE, {
    schema: 'sales',
  });
  const paper = [
    { id: 'postgres', dialect: 'postgres', defaultCatalog: 'wh' },
    { id: 'bigquery', dialect: 'bigquery', defaultCatalog: 'acme-dw' },
  ].map(one => ({ ...one, defaultSchema: 'sales' }));
  const reader = guardOf(unbound(connector), ...paper.map(unbound));
  const whole = guardOf(connector);
  const hostile = readHostile(data);
  const count = {
    statements: 0,
    forbidden: 0,
    unparsed: 0,
    missed: 0,
    benign: 0,
    allowedBenign: 0,
    unbound: 0,
  };
  const finds = [];
  const find = what => {
    finds.push(what);
    say(`find: ${JSON.stringify(what)}`);
  };
  const check = async (guard, dialect, sql) => {
    try {
      return await guard.check({
        warehouse: dialect === 'duckdb' ? 'wh' : dialect,
        sql,
        tables: TABLES,
      });
    } catch (error) {
      if (error.name !== 'WarehouseError') {
        find({ dialect, sql, broke: error.stack });
      }
      return { allowed: false, rule: 'limit', message: error.message };
    }
  };

  const forbid = async (dialect, sql, leaf) => {
    count.statements += 1;
    count.forbidden += 1;
    const verdict = await check(reader, dialect, sql);
    count.unparsed += verdict.rule === 'syntax' ? 1 : 0;
    if (verdict.allowed) {
      count.missed += 1;
      const stopped =
        dialect === 'duckdb' && !(await check(whole, dialect, sql)).allowed;
      find({ dialect, leaf, sql, stoppedByTheEngine: stopped });
    }
  };

  const allow = async (dialect, sql) => {
    count.statements += 1;
    const verdict = await check(
      dialect === 'duckdb' ? whole : reader,
      dialect,
      sql,
    );
    // DuckDB's own parser is the one that reads; what it cannot read is not of the dialect.
    const unread = dialect === 'duckdb' && verdict.rule === 'syntax';
    if (unread || verdict.rule === 'bind' || verdict.rule === 'limit') {
      count.unbound += 1;
      return;
    }
    count.benign += 1;
    count.allowedBenign += verdict.allowed ? 1 : 0;
    if (!verdict.allowed) {
      find({ dialect, refused: verdict.message, sql });
    } else if (dialect === 'duckdb') {
      await compare(sql, verdict);
    }
  };

  const compare = async (sql, verdict) => {
    const dryRun = await connector.dryRun({ sql });
    const said = new Set(verdict.tables.map(name => name.toLowerCase()));
    const hidden = (dryRun.tables ?? []).find(name => {
      const lower = name.toLowerCase();
      return !said.has(lower) && !said.has(`sales.${lower}`);
    });
    if (hidden) {
      find({ sql, hidden, tables: verdict.tables });
    }
  };

  const started = performance.now();
  try {
    for (let round_ = 0; count.statements < Number(rounds); round_ += 1) {
      const number = SEED + round_;
      const dialect = DIALECTS[round_ % DIALECTS.length];
      const { benign, forbidden } = writeStatements(dialect, seeded, number);
      await allow(dialect, benign.sql);
      if (forbidden) {
        await forbid(dialect, forbidden.sql, forbidden.leaf);
      }
      const random = seeded(number);
      const sample = hostile[Math.floor(random() * hostile.length)];
      if (sample) {
        const sql = mutateSql(sample.sql, sample.dialect, random);
        await forbid(sample.dialect, sql, sample.sql);
      }
      if (round_ % 1000 === 0) {
        say(`${count.statements} statements, ${finds.length} finds`);
      }
    }
  } finally {
    await close();
  }
  return {
    ...count,
    seconds: round((performance.now() - started) / 1000, 1),
    finds: finds.slice(0, FINDS_SHOWN),
  };
}

const ONE_WORD_AT_MOST = /^\s*(--.*|\w*)[\s;]*$/;

/**
 * Statements that must not pass in any dress. Left out are those that only a limit ends, and those that are a word
 * alone, because that is a column in the dress of another statement.
 */
function readHostile(data) {
  return data && existsSync(join(data, 'hostile-sql.jsonl'))
    ? readJsonLines(data, 'hostile-sql.jsonl').filter(
        ({ expect, stage, sql }) =>
          expect === 'reject' &&
          stage !== 'runtime' &&
          !ONE_WORD_AT_MOST.test(sql),
      )
    : [];
}
