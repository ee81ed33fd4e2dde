import { LoggerService } from '@backstage/backend-plugin-api';
import {
  BoundParameters,
  DryRunResult,
  QueryLimits,
  QueryResult,
  SqlAnalysis,
  TableProfile,
  WarehouseConnector,
  WarehouseTable,
} from '@cairn/backstage-plugin-data-assistant-node';
import { DuckDbWarehouse } from './config';
import { Engine } from './engine/Engine';
import { canLimitAddressSpace } from './engine/startWorker';

/** Planning takes milliseconds, unless it folds a bomb into a constant. */
const PLANNING_TIMEOUT_MS = 5_000;

/** A DuckDB file, read by an engine in a process of its own that is started by the first call. */
export class DuckDbConnector implements WarehouseConnector {
  readonly id: string;
  readonly dialect = 'duckdb';
  readonly defaultSchema?: string;
  readonly #engine: Engine;
  readonly #timeoutMs: number;

  private constructor(warehouse: DuckDbWarehouse, engine: Engine) {
    this.id = warehouse.id;
    this.defaultSchema = warehouse.schema;
    this.#engine = engine;
    this.#timeoutMs = warehouse.limits.queryTimeoutMs;
  }

  static create(options: {
    warehouse: DuckDbWarehouse;
    logger: LoggerService;
  }): DuckDbConnector {
    if (!canLimitAddressSpace()) {
      options.logger.warn(
        "The address space of the engine's process cannot be limited on this system; a query can take more memory than limits.memory",
      );
    }
    return new DuckDbConnector(options.warehouse, Engine.create(options));
  }

  /** Ids of the engine's processes that are alive. */
  pids(): number[] {
    return this.#engine.pids();
  }

  async listTables(): Promise<WarehouseTable[]> {
    const { result } = await this.#engine.call(
      'listTables',
      {},
      { timeoutMs: this.#timeoutMs },
    );
    return result;
  }

  async analyze(sql: string): Promise<SqlAnalysis> {
    const { result } = await this.#engine.call(
      'analyze',
      { sql },
      { timeoutMs: Math.min(this.#timeoutMs, PLANNING_TIMEOUT_MS) },
    );
    return result;
  }

  async dryRun(options: {
    sql: string;
    parameters?: BoundParameters;
  }): Promise<DryRunResult> {
    const { result } = await this.#engine.call('dryRun', options, {
      timeoutMs: Math.min(this.#timeoutMs, PLANNING_TIMEOUT_MS),
    });
    return result;
  }

  async query(options: {
    sql: string;
    parameters?: BoundParameters;
    limits: QueryLimits;
    signal?: AbortSignal;
  }): Promise<QueryResult> {
    const { sql, parameters, limits, signal } = options;
    const started = performance.now();
    const { result, rows } = await this.#engine.call(
      'query',
      {
        sql,
        parameters,
        maxRows: limits.maxRows,
        maxBytes: limits.maxBytes,
      },
      { timeoutMs: Math.min(limits.timeoutMs, this.#timeoutMs), signal },
    );
    return {
      ...result,
      rows,
      durationMs: Math.round(performance.now() - started),
    };
  }

  async profile(options: {
    table: string;
    partitionColumn?: string;
    commonValues: number;
    signal?: AbortSignal;
  }): Promise<TableProfile> {
    const { signal, ...args } = options;
    const { result } = await this.#engine.call('profile', args, {
      timeoutMs: this.#timeoutMs,
      signal,
    });
    return result;
  }

  async check(): Promise<void> {
    await this.#engine.call('check', {}, { timeoutMs: this.#timeoutMs });
  }

  async close(): Promise<void> {
    await this.#engine.close();
  }
}
