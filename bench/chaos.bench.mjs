/** Whether runs survive what happens to processes, databases and models. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { endAll, runChaos } from './chaos/runChaos.mjs';
import { AUDIT } from './chaos/Journal.mjs';
import { POSTGRES, Site } from './backend/Site.mjs';
import { ROOT } from './lib/product.mjs';

const require = createRequire(join(ROOT, 'packages/backend/package.json'));
const SEED = 20_261_121;
const WORKERS = 3;
const QUERIES = 2;
const SCHEMA = 'data-assistant';
/** So that a stalled model costs a second and not half a minute. */
const ANSWERING = {
  firstTokenTimeout: { seconds: 2 },
  idleTimeout: { seconds: 2 },
  timeout: { seconds: 20 },
};

export async function measure({ runs = 300, seed = SEED, database, say }) {
  const size = Number(runs);
  const figures = {};
  if (database !== 'sqlite') {
    Object.assign(figures, await onPostgres(size, Number(seed), say));
  }
  if (database !== 'postgres') {
    figures.sqlite = await onSqlite(Math.ceil(size / 5), Number(seed), say);
  }
  return figures;
}

async function onPostgres(runs, seed, say) {
  const { Pool } = require('pg');
  const site = await Site.create({
    database: 'postgres',
    model: [QUERIES, seed],
    answering: ANSWERING,
  });
  const workers = [];
  let pool;
  try {
    // One after another: the first one makes the schema.
    for (let n = 1; n <= WORKERS; n++) {
      const role = `worker-${n}`;
      workers.push({ role, ...(await site.start(role, { log: 'audit' })) });
    }
    pool = new Pool({
      ...POSTGRES,
      database: site.databaseName,
      application_name: 'bench',
      options: `-c search_path=${SCHEMA}`,
      max: 2,
    });
    pool.on('error', () => {});
    const query = async sql => (await pool.query(sql)).rows;
    const figures = await runChaos({
      site,
      workers,
      runs,
      seed,
      say,
      query,
      kinds: [
        ['kill', 3],
        ['pause', 2],
        ['disconnect', 3],
      ],
      prepare: () => pool.query(AUDIT(SCHEMA)),
      cut: name =>
        pool.query(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = $2',
          [name, site.databaseName],
        ),
    });
    const stale = await query('SELECT * FROM bench_stale');
    stale.slice(0, 5).forEach(row => say(`Stale: ${JSON.stringify(row)}`));
    await checkAudit(pool);
    return { ...figures, staleWrites: stale.length };
  } finally {
    await endAll(workers);
    await pool?.end();
    await site.close();
  }
}

/** A write of somebody who holds nothing must be noticed, or 0 would mean nothing. */
async function checkAudit(pool) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      "INSERT INTO run_steps (run_id, n, kind, input_hash, result, created_at) SELECT id, 999, 'tool', 'x', '{}', 'now' FROM runs WHERE epoch > 0 LIMIT 1",
    );
    const { rows } = await client.query(
      "SELECT 1 FROM bench_stale WHERE app = 'bench'",
    );
    if (rows.length !== 1) {
      throw new Error('The audit does not notice a stale write');
    }
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

async function onSqlite(runs, seed, say) {
  const Database = require('better-sqlite3');
  const site = await Site.create({
    database: 'sqlite',
    model: [QUERIES, seed],
    answering: ANSWERING,
  });
  const workers = [];
  try {
    workers.push({
      role: 'only',
      ...(await site.start('only', { log: 'audit' })),
    });
    const query = async sql => {
      const database = new Database(
        join(site.home, 'db', 'data-assistant.sqlite'),
        { readonly: true, timeout: 10_000 },
      );
      try {
        return database.prepare(sql).all();
      } finally {
        database.close();
      }
    };
    return await runChaos({
      site,
      workers,
      runs,
      seed,
      say,
      query,
      kinds: [['kill', 1]],
    });
  } finally {
    await endAll(workers);
    await site.close();
  }
}
