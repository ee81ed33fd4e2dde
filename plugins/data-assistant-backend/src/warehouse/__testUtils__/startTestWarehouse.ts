import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import duckdbModule from '@cairn/backstage-plugin-data-assistant-backend-module-duckdb';
import { warehouseExtensionPoint } from '@cairn/backstage-plugin-data-assistant-node';
import { DuckDBInstance } from '@duckdb/node-api';
import { WarehouseRegistry } from '../WarehouseRegistry';

/** A DuckDB file with the real connector before it. */
export interface TestWarehouse {
  /** Holds the connector. */
  warehouses: WarehouseRegistry;
  /** Puts another file, made by these statements, in the place of the present one. */
  rebuild(statements: string[]): Promise<void>;
  /** Takes the file away, so that the warehouse is unavailable. */
  remove(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a warehouse, `example` by default, in a test backend. Stop it after the tests. */
export async function startTestWarehouse(
  statements: string[],
  options: { queryTimeout?: string; schema?: string; id?: string } = {},
): Promise<TestWarehouse> {
  const { id = 'example', schema, ...limits } = options;
  const folder = await mkdtemp(join(tmpdir(), 'test-warehouse-'));
  const path = join(folder, `${id}.duckdb`);
  const rebuild = async (sql: string[]) => {
    const draft = join(folder, 'draft.duckdb');
    await writeFile(draft, sql);
    await rename(draft, path);
  };
  await rebuild(statements);

  const warehouses = new WarehouseRegistry();
  const backend = await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId: 'data-assistant',
        register(env) {
          env.registerExtensionPoint(warehouseExtensionPoint, {
            addConnector: connector => warehouses.add(connector),
          });
          env.registerInit({ deps: {}, init: async () => {} });
        },
      }),
      duckdbModule,
      mockServices.rootConfig.factory({
        data: {
          dataAssistant: {
            warehouses: { duckdb: [{ id, path, schema, limits }] },
          },
        },
      }),
    ],
  });
  return {
    warehouses,
    rebuild,
    remove: () => rm(path, { force: true }),
    stop: async () => {
      await backend.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeFile(path: string, statements: string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  try {
    const connection = await instance.connect();
    for (const sql of statements) {
      await connection.run(sql);
    }
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
}
