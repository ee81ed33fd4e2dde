/**
 * Where a benchmark's backends live: a folder with a small warehouse, a catalog with one cluster, databases of its own, and
 * a model in another process.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { until } from '../portal.mjs';
import { readCluster } from './Asker.mjs';
import { createUsers } from './users.mjs';

const FOLDER = dirname(fileURLToPath(import.meta.url));
export const POSTGRES = { host: '127.0.0.1', port: 5432, user: 'postgres' };

const CATALOG = `apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: shop
  title: Shop
  description: Orders of the shop
  annotations:
    data-assistant/context-ref: dir:.
    data-assistant/warehouse: shop
spec:
  type: data-cluster
  owner: group:default/shop
  datasets: [resource:default/shop-orders]
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: shop-orders
  title: Orders
  description: One row for each order
  annotations:
    data-assistant/table: shop.orders
spec:
  type: dataset
  owner: group:default/shop
  lifecycle: production
`;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function makeWarehouse(path) {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run('CREATE SCHEMA shop');
  await connection.run(
    "CREATE TABLE shop.orders AS SELECT CAST(i AS INTEGER) AS id, DATE '2026-01-01' + CAST(i % 300 AS INTEGER) AS day, i * 1.5 AS amount FROM range(1000) t(i)",
  );
  connection.closeSync();
  instance.closeSync();
}

/** Resolves with the first message that has the key. */
export function messageWith(child, key) {
  return new Promise((done, fail) => {
    const onExit = code => fail(new Error(`The process ended with ${code}`));
    const onMessage = message => {
      if (message?.[key] !== undefined) {
        child.off('exit', onExit);
        child.off('message', onMessage);
        done(message);
      }
    };
    child.on('exit', onExit);
    child.on('message', onMessage);
  });
}

export class Site {
  /** @param model arguments of playModel.mjs, @param settings more of `dataAssistant` */
  static async create({ database, model, settings = {}, answering = {} }) {
    const site = new Site();
    site.home = mkdtempSync(join(tmpdir(), 'cairn-bench-site-'));
    site.database = database;
    site.users = createUsers();
    site.settings = settings;
    site.answering = answering;
    mkdirSync(join(site.home, 'docs'));
    writeFileSync(join(site.home, 'catalog-info.yaml'), CATALOG);
    writeFileSync(
      join(site.home, 'docs', 'orders.md'),
      '---\ntitle: Orders of the shop\n---\nAn order counts once, whatever its amount.\n',
    );
    await makeWarehouse(join(site.home, 'warehouse.duckdb'));
    if (database === 'postgres') {
      const { createRequire } = await import('node:module');
      const require = createRequire(
        join(FOLDER, '../../packages/backend/package.json'),
      );
      site.pg = require('pg');
      site.databaseName = `cairn_bench_${process.pid}`;
      await site.#admin(`CREATE DATABASE ${site.databaseName}`);
    }
    site.model = fork(join(FOLDER, 'playModel.mjs'), model.map(String), {
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    site.modelUrl = (await messageWith(site.model, 'baseUrl')).baseUrl;
    return site;
  }

  /** Runs one statement outside of the benchmark's database. */
  async #admin(sql) {
    const client = new this.pg.Client({ ...POSTGRES, database: 'postgres' });
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  }

  #databaseConfig(name) {
    return this.database === 'postgres'
      ? {
          client: 'pg',
          pluginDivisionMode: 'schema',
          connection: {
            ...POSTGRES,
            database: this.databaseName,
            application_name: name,
          },
        }
      : {
          client: 'better-sqlite3',
          connection: { directory: join(this.home, 'db') },
          knexConfig: { pool: { min: 1, max: 1 } },
        };
  }

  /** Starts a process; resolves when it serves. @param name is what its connections to PostgreSQL are called */
  async start(name, { port, log = 'backend' } = {}) {
    const at = port ?? (await freePort());
    const config = join(this.home, `${name}.json`);
    const baseUrl = `http://127.0.0.1:${at}`;
    writeFileSync(
      config,
      JSON.stringify({
        app: { baseUrl },
        backend: {
          baseUrl,
          listen: { host: '127.0.0.1', port: at },
          database: this.#databaseConfig(name),
          auditor: { severityLogLevelMappings: { low: 'info' } },
          ...(log === 'audit'
            ? {}
            : { logger: { level: 'warn' }, auditor: undefined }),
        },
        bench: { jwk: JSON.stringify(this.users.jwk) },
        catalog: {
          rules: [{ allow: ['Resource', 'Location'] }],
          locations: [
            { type: 'file', target: join(this.home, 'catalog-info.yaml') },
          ],
        },
        dataAssistant: {
          ...this.settings,
          warehouses: {
            duckdb: [{ id: 'shop', path: join(this.home, 'warehouse.duckdb') }],
          },
          openai: {
            baseUrl: this.modelUrl,
            apiKey: `key-of-${name}`,
            answering: { model: 'played', ...this.answering },
          },
        },
      }),
    );
    const file = openSync(join(this.home, `${log}.log`), 'a');
    const child = fork(join(FOLDER, 'serve.mjs'), ['--config', config], {
      cwd: join(FOLDER, '../../packages/backend'),
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: log === 'audit' ? 'info' : 'warn',
      },
      stdio: ['ignore', file, file, 'ipc'],
    });
    await messageWith(child, 'ready');
    return { name, child, baseUrl, port: at };
  }

  /** Resolves when the context is read, so that questions can be answered. */
  async whenReady({ baseUrl }) {
    const token = this.users.tokenOf('bench');
    await until(async () => {
      const { datasets } = await readCluster(baseUrl, token, 'shop');
      return datasets.every(({ columns }) => columns?.some(c => c.profile));
    }, 'the context');
  }

  /** Asks a backend for figures. */
  async tell(child, command, args = {}) {
    const id = Math.random();
    const answered = new Promise(done => {
      const onMessage = message => {
        if (message?.id === id) {
          child.off('message', onMessage);
          done(message.result);
        }
      };
      child.on('message', onMessage);
    });
    child.send({ id, command, ...args });
    return answered;
  }

  async close() {
    this.model.kill();
    if (this.pg) {
      await this.#admin(`DROP DATABASE ${this.databaseName} WITH (FORCE)`);
    }
    if (!process.env.BENCH_KEEP) {
      rmSync(this.home, { recursive: true, force: true });
    }
  }
}

/** Ends a process that was started here, and waits until it is gone. */
export async function end(child, signal = 'SIGTERM') {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
