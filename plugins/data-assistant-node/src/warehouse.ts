import { createExtensionPoint } from '@backstage/backend-plugin-api';
import {
  CellValue,
  ColumnProfile,
  ColumnType,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';

/** @public */
export type SqlDialect = 'duckdb' | 'postgres' | 'bigquery';

/** A value bound to a `$name` of a statement; never spliced into its text. @public */
export type BoundParameter =
  | { type: 'string'; value: string | null }
  | { type: 'integer'; value: number | null }
  | { type: 'number'; value: number | null }
  | { type: 'boolean'; value: boolean | null }
  /** `YYYY-MM-DD` */
  | { type: 'date'; value: string | null };

/** @public */
export type BoundParameters = Record<string, BoundParameter>;

/** A table or view of the warehouse as its catalog describes it now. @public */
export interface WarehouseTable {
  /** `schema.table` */
  name: string;
  kind: 'table' | 'view';
  comment?: string;
  columns: {
    name: string;
    type: ColumnType;
    nativeType: string;
    nullable: boolean;
    comment?: string;
  }[];
}

/**
 * What the parser of a dialect says of a text, without running it.
 * @public
 */
export type SqlAnalysis =
  | {
      ok: true;
      /**
       * Real tables that the whole tree reads, CTE names resolved, as the engine will look for them (`schema.table` or
       * `table`, its case folded where the dialect folds it), without repeats. A part that has a dot in it is in double quotes.
       */
      tables: string[];
      /** Scalar, aggregate, window and table functions of the whole tree, lower case, without repeats; types that are cast to and operators too, where the dialect runs code for them. */
      functions: string[];
      tableFunctions: string[];
      /** Names of the parameters (`$name`; in BigQuery `@name`), without repeats. A parameter without a name is its number or `?`. */
      parameters: string[];
      /** Calls whose arguments do not bound how large a value they make, though others of the same function may: its name, and what to write instead. */
      unbounded?: { name: string; hint: string }[];
    }
  | {
      ok: false;
      /** `syntax`: does not parse; `not-select`: anything but one read-only SELECT; the others: over a bound, `too-many` of a number of parts. */
      rule: 'syntax' | 'not-select' | 'too-long' | 'too-deep' | 'too-many';
      message: string;
      /** The words of the statement that it is about. */
      part?: string;
      /** What to write instead. */
      hint?: string;
    };

/** @public */
export type DryRunResult =
  | {
      ok: true;
      columns: ResultColumn[];
      /** What the engine itself says that the statement reads, `schema.table` as in `SqlAnalysis`; what the views that it names read is left out. Missing when the engine does not say. */
      tables?: string[];
    }
  | {
      ok: false;
      /** For people, without paths or positions of the server. */
      message: string;
      /** What the engine offers instead of an unknown name. */
      candidates: string[];
    };

/** @public */
export interface QueryLimits {
  maxRows: number;
  maxBytes: number;
  timeoutMs: number;
}

/** @public */
export interface QueryResult {
  columns: ResultColumn[];
  rows: CellValue[][];
  truncated: boolean;
  durationMs: number;
  /** Id of the job in the engine, when it has one. */
  job?: string;
  bytes?: number;
}

/**
 * Why a warehouse did not answer. `message` is for the asker: no path, host or credential is in it.
 * @public
 */
export class WarehouseError extends Error {
  readonly name = 'WarehouseError';

  constructor(
    readonly code:
      | 'unavailable'
      | 'invalid-sql'
      | 'timeout'
      | 'memory'
      | 'too-large'
      | 'cancelled'
      | 'engine',
    message: string,
    options?: {
      cause?: unknown;
      /** From the binder. */ candidates?: string[];
    },
  ) {
    super(message, { cause: options?.cause });
    this.candidates = options?.candidates ?? [];
  }

  readonly candidates: string[];
}

/** @public */
export interface TableProfile {
  rowCount: number;
  columns: Record<string, ColumnProfile>;
  /** Newest value of `partitionColumn`, when one was given. */
  newest?: string;
}

/**
 * A warehouse of one dialect. All methods reject with `WarehouseError`, whose message may be shown.
 * @public
 */
export interface WarehouseConnector {
  /** As in the configuration; datasets name it. */
  readonly id: string;
  readonly dialect: SqlDialect;
  /** Where the connection looks for a table that is named without a schema (BigQuery: dataset). Without it, the dialect decides. */
  readonly defaultSchema?: string;
  /** The database (BigQuery: project) that the connection reads. A name that starts with it means the same as one without; one that starts with another is foreign. */
  readonly defaultCatalog?: string;
  /** All tables and views that the credentials see. */
  listTables(): Promise<WarehouseTable[]>;
  /** Parses only. An engine that is the best parser of its own dialect offers this; else the backend's analyzer of the dialect is used. */
  analyze?(sql: string): Promise<SqlAnalysis>;
  /** Binds the statement to the present schema without reading rows. Parameters without a value count as unknown, not as an error. */
  dryRun(options: {
    sql: string;
    parameters?: BoundParameters;
  }): Promise<DryRunResult>;
  /** Runs one SELECT that the guard has passed. */
  query(options: {
    sql: string;
    parameters?: BoundParameters;
    limits: QueryLimits;
    signal?: AbortSignal;
  }): Promise<QueryResult>;
  /** Measures a table from its rows. */
  profile(options: {
    table: string;
    partitionColumn?: string;
    /** How many of the most common values to keep per column. */
    commonValues: number;
    signal?: AbortSignal;
  }): Promise<TableProfile>;
  /** Resolves when the warehouse answers. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** @public */
export interface WarehouseExtensionPoint {
  /** @throws Error when a connector of that id is there already. */
  addConnector(connector: WarehouseConnector): void;
}

/** @public */
export const warehouseExtensionPoint =
  createExtensionPoint<WarehouseExtensionPoint>({
    id: 'data-assistant.warehouse',
  });
