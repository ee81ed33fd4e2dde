import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModule from '@cairn/backstage-plugin-catalog-backend-module-data-assistant';
import dataAssistantPlugin from '@cairn/backstage-plugin-data-assistant-backend';
import duckdbModule from '@cairn/backstage-plugin-data-assistant-backend-module-duckdb';
import {
  ClusterSummary,
  DataAssistantClient,
} from '@cairn/backstage-plugin-data-assistant-common';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './until';
import { untilContextIsRead } from './untilContextIsRead';

const ROOT = join(__dirname, '..', '..', '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'cairn-tests');
const CLUSTERS = 6;

/** The folder of the example company. */
export const EXAMPLES = join(ROOT, 'examples');
/** The file of its warehouse, once it was started. */
export const WAREHOUSE = join(CACHE, 'tidewave.duckdb');

/** The examples' scripts are ES modules that Jest does not load, so Node is asked. */
function noonZone(): { timeZone: string; yesterday: string } {
  const script = join(EXAMPLES, 'warehouse', 'noonZone.mjs');
  const code = `import(${JSON.stringify(
    script,
  )}).then(({ noonZone }) => process.stdout.write(JSON.stringify(noonZone())))`;
  return JSON.parse(
    execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }),
  );
}

/** A portal over the example company, with its warehouse and context files as they are. */
export class ExampleCompany {
  readonly client: DataAssistantClient;
  readonly #backend: TestBackend;

  private constructor(backend: TestBackend) {
    this.#backend = backend;
    const baseUrl = `http://localhost:${backend.server.port()}`;
    this.client = new DataAssistantClient({
      discoveryApi: { getBaseUrl: async id => `${baseUrl}/api/${id}` },
      fetchApi: { fetch },
    });
  }

  /** Resolves once the catalog, the context files, schemas, pairs and profiles were read. */
  static async start(): Promise<ExampleCompany> {
    mkdirSync(CACHE, { recursive: true });
    // Midnight must not come between a question and its expected answer.
    const { timeZone, yesterday } = noonZone();
    execFileSync(
      process.execPath,
      [
        join(EXAMPLES, 'warehouse', 'generate.mjs'),
        '--if-stale',
        '--last-day',
        yesterday,
        '--out',
        WAREHOUSE,
      ],
      { stdio: 'pipe' },
    );
    const backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            backend: { listen: { port: 0 } },
            catalog: {
              rules: [
                {
                  allow: [
                    'Location',
                    'Resource',
                    'User',
                    'Group',
                    'System',
                    'Domain',
                    'Component',
                  ],
                },
              ],
              locations: [
                { type: 'file', target: join(EXAMPLES, 'catalog-info.yaml') },
              ],
            },
            dataAssistant: {
              timeZone,
              warehouses: { duckdb: [{ id: 'example', path: WAREHOUSE }] },
            },
          },
        }),
        catalogPlugin,
        catalogModule,
        dataAssistantPlugin,
        duckdbModule,
      ],
    });
    const company = new ExampleCompany(backend);
    await untilContextIsRead(`http://localhost:${backend.server.port()}`);
    await company.listClusters();
    return company;
  }

  /** All clusters, with their health. */
  listClusters(): Promise<ClusterSummary[]> {
    return until('the context is read', async () => {
      const clusters = await this.client.listClusters();
      return (
        clusters.length === CLUSTERS &&
        clusters.every(({ health }) => health !== undefined) &&
        clusters
      );
    });
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }
}
