import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { DuckDBInstance } from '@duckdb/node-api';
import { DuckDbConnector } from '../DuckDbConnector';

/** A DuckDB file in a folder of its own, with a connector that reads it. */
export class WarehouseFile {
  readonly #connectors: DuckDbConnector[] = [];
  readonly logger = mockServices.logger.mock();

  private constructor(readonly folder: string) {}

  static async create(): Promise<WarehouseFile> {
    return new WarehouseFile(
      await mkdtemp(join(tmpdir(), 'duckdb-warehouse-')),
    );
  }

  get path(): string {
    return join(this.folder, 'secret_name.duckdb');
  }

  /** Makes the file, in place of one that is there. */
  async write(...statements: string[]): Promise<void> {
    await rm(this.path, { force: true });
    const instance = await DuckDBInstance.create(this.path);
    const connection = await instance.connect();
    for (const statement of statements) {
      await connection.run(statement);
    }
    connection.closeSync();
    instance.closeSync();
  }

  connect(
    limits: {
      queryTimeoutMs?: number;
      memory?: string;
      schema?: string;
    } = {},
  ): DuckDbConnector {
    const connector = DuckDbConnector.create({
      warehouse: {
        id: 'example',
        title: 'example',
        path: this.path,
        schema: limits.schema,
        limits: {
          memory: limits.memory ?? '256MB',
          memoryBytes: 256_000_000,
          threads: 2,
          queryTimeoutMs: limits.queryTimeoutMs ?? 20_000,
        },
      },
      logger: this.logger,
    });
    this.#connectors.push(connector);
    return connector;
  }

  async remove(): Promise<void> {
    await Promise.all(this.#connectors.map(connector => connector.close()));
    await rm(this.folder, { recursive: true, force: true });
  }
}
