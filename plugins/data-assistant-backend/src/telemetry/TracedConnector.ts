import {
  DryRunResult,
  QueryResult,
  SqlAnalysis,
  SqlDialect,
  TableProfile,
  WarehouseConnector,
  WarehouseTable,
} from '@cairn/backstage-plugin-data-assistant-node';
import { Telemetry } from './Telemetry';

/** Names of OpenTelemetry's conventions for databases. */
const SYSTEMS: Record<SqlDialect, string> = {
  duckdb: 'duckdb',
  postgres: 'postgresql',
  bigquery: 'gcp.bigquery',
};

/** A warehouse whose queries and dry runs leave spans and metrics. */
export class TracedConnector implements WarehouseConnector {
  static create(options: {
    connector: WarehouseConnector;
    telemetry: Telemetry;
  }): TracedConnector {
    return new TracedConnector(options.connector, options.telemetry);
  }

  readonly id: string;
  readonly dialect: SqlDialect;
  readonly defaultSchema?: string;
  readonly defaultCatalog?: string;
  readonly analyze?: (sql: string) => Promise<SqlAnalysis>;
  readonly #connector: WarehouseConnector;
  readonly #telemetry: Telemetry;

  private constructor(connector: WarehouseConnector, telemetry: Telemetry) {
    this.#connector = connector;
    this.#telemetry = telemetry;
    this.id = connector.id;
    this.dialect = connector.dialect;
    this.defaultSchema = connector.defaultSchema;
    this.defaultCatalog = connector.defaultCatalog;
    // Left out where the engine does not parse: the backend's own analyzer takes over then.
    this.analyze = connector.analyze?.bind(connector);
  }

  async dryRun(
    options: Parameters<WarehouseConnector['dryRun']>[0],
  ): Promise<DryRunResult> {
    return this.#measure('EXPLAIN', options.sql, async () =>
      this.#connector.dryRun(options),
    );
  }

  async query(
    options: Parameters<WarehouseConnector['query']>[0],
  ): Promise<QueryResult> {
    return this.#measure('SELECT', options.sql, async setAttribute => {
      const result = await this.#connector.query(options);
      setAttribute('db.response.returned_rows', result.rows.length);
      if (result.bytes !== undefined) {
        setAttribute('data_assistant.query.scanned_bytes', result.bytes);
        this.#telemetry.instruments.scannedBytes.record(result.bytes, {
          'db.system.name': SYSTEMS[this.dialect],
          'data_assistant.warehouse': this.id,
        });
      }
      return result;
    });
  }

  async profile(
    options: Parameters<WarehouseConnector['profile']>[0],
  ): Promise<TableProfile> {
    return this.#connector.profile(options);
  }

  async listTables(): Promise<WarehouseTable[]> {
    return this.#connector.listTables();
  }

  async check(): Promise<void> {
    return this.#connector.check();
  }

  async close(): Promise<void> {
    return this.#connector.close();
  }

  async #measure<T>(
    operation: 'SELECT' | 'EXPLAIN',
    sql: string,
    work: (setAttribute: (key: string, value: number) => void) => Promise<T>,
  ): Promise<T> {
    const telemetry = this.#telemetry;
    return telemetry.measure(
      {
        name: `${operation} ${this.id}`,
        kind: 'client',
        attributes: {
          'db.system.name': SYSTEMS[this.dialect],
          'db.operation.name': operation,
          'data_assistant.warehouse': this.id,
        },
        duration: telemetry.instruments.queryDuration,
      },
      async span => {
        telemetry.payload(span, 'db.query.text', () => sql);
        return work((key, value) => span.setAttribute(key, value));
      },
    );
  }
}
