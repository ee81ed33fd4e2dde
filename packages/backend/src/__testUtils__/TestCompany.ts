import { DuckDBInstance } from '@duckdb/node-api';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A cluster over one table, with its context files as they are to be on disk. */
export interface TestCluster {
  name: string;
  title: string;
  owner: string;
  audience?: string[];
  /** Id of the warehouse; the file is `warehousePath` of it. */
  warehouse: string;
  /** `schema.table` */
  table: string;
  /** Content by path below the folder of the cluster. */
  files: Record<string, string | Uint8Array>;
}

const ALLOWED_KINDS = ['Location', 'Resource', 'User', 'Group'];

/** A company in a folder of its own: people, clusters with their files, warehouses. */
export class TestCompany {
  readonly #locations: string[] = [];

  private constructor(readonly folder: string) {}

  static async create(options: {
    /** Groups by user. */
    users: Record<string, string[]>;
    clusters: TestCluster[];
  }): Promise<TestCompany> {
    const company = new TestCompany(
      await mkdtemp(join(tmpdir(), 'cairn-company-')),
    );
    await company.#writePeople(options.users);
    for (const cluster of options.clusters) {
      await company.#writeCluster(cluster);
    }
    return company;
  }

  warehousePath(id: string): string {
    return join(this.folder, `${id}.duckdb`);
  }

  /** For `catalog` of the configuration. */
  catalogConfig() {
    return {
      rules: [{ allow: ALLOWED_KINDS }],
      locations: this.#locations.map(target => ({ type: 'file', target })),
    };
  }

  /** Builds a warehouse aside and puts it in place of the one that is there, if any, in one move. */
  async replaceWarehouse(id: string, statements: string[]): Promise<void> {
    const next = join(this.folder, `${randomUUID()}.next`);
    const instance = await DuckDBInstance.create(next);
    const connection = await instance.connect();
    for (const statement of statements) {
      await connection.run(statement);
    }
    connection.closeSync();
    instance.closeSync();
    await rename(next, this.warehousePath(id));
  }

  /** Writes a context file of a cluster anew. */
  async writeFile(cluster: string, path: string, content: string | Uint8Array) {
    const file = join(this.folder, 'clusters', cluster, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async #writePeople(users: Record<string, string[]>): Promise<void> {
    const groups = [...new Set(Object.values(users).flat())];
    await this.#writeEntities('org.yaml', [
      ...groups.map(name => ({
        kind: 'Group',
        metadata: { name },
        spec: { type: 'team', children: [] },
      })),
      ...Object.entries(users).map(([name, memberOf]) => ({
        kind: 'User',
        metadata: { name },
        spec: { memberOf },
      })),
    ]);
  }

  async #writeCluster(cluster: TestCluster): Promise<void> {
    const { name, title, owner, audience, warehouse, table, files } = cluster;
    for (const [path, content] of Object.entries(files)) {
      await this.writeFile(name, path, content);
    }
    const dataset = `${name}-rows`;
    await this.#writeEntities(join('clusters', name, 'catalog-info.yaml'), [
      {
        kind: 'Resource',
        metadata: {
          name,
          title,
          annotations: {
            'data-assistant/context-ref': 'dir:.',
            'data-assistant/warehouse': warehouse,
          },
        },
        spec: {
          type: 'data-cluster',
          owner,
          ...(audience && { audience }),
          datasets: [`resource:default/${dataset}`],
        },
      },
      {
        kind: 'Resource',
        metadata: {
          name: dataset,
          title: `Rows of ${title}`,
          annotations: { 'data-assistant/table': table },
        },
        spec: { type: 'dataset', owner },
      },
    ]);
  }

  async #writeEntities(path: string, entities: object[]): Promise<void> {
    const target = join(this.folder, path);
    // JSON is YAML too.
    const documents = entities.map(entity =>
      JSON.stringify({ apiVersion: 'backstage.io/v1alpha1', ...entity }),
    );
    await writeFile(target, documents.join('\n---\n'));
    this.#locations.push(target);
  }
}

/** A pair file. */
export function pairFile(question: string, sql: string): string {
  return `/*\nquestion: ${question}\n*/\n${sql}\n`;
}
