import { CellValue } from '@cairn/backstage-plugin-data-assistant-common';
import {
  BoundParameters,
  DryRunResult,
  QueryResult,
  SqlAnalysis,
  TableProfile,
  WarehouseError,
  WarehouseTable,
} from '@cairn/backstage-plugin-data-assistant-node';

/** What the backend may ask of the engine's process: arguments and result of each call. */
export interface EngineCalls {
  analyze: { args: { sql: string }; result: SqlAnalysis };
  dryRun: {
    args: { sql: string; parameters?: BoundParameters };
    result: DryRunResult;
  };
  query: {
    args: {
      sql: string;
      parameters?: BoundParameters;
      maxRows: number;
      maxBytes: number;
    };
    /** The rows come before it, in messages of their own. */
    result: Pick<QueryResult, 'columns' | 'truncated'>;
  };
  listTables: { args: {}; result: WarehouseTable[] };
  profile: {
    args: { table: string; partitionColumn?: string; commonValues: number };
    result: TableProfile;
  };
  check: { args: {}; result: true };
}

/** Name of a call. */
export type EngineMethod = keyof EngineCalls;

/** What the engine's process needs to know before its first call. */
export interface EngineSettings {
  path: string;
  schema?: string;
  memory: string;
  threads: number;
}

/** From the backend to the engine's process. */
export type EngineRequest =
  | { type: 'init'; settings: EngineSettings }
  | {
      type: 'call';
      id: number;
      method: EngineMethod;
      args: EngineCalls[EngineMethod]['args'];
    }
  | { type: 'interrupt'; id: number };

/** An error as it travels: `message` is for the asker, `detail` for the log. */
export interface EngineFailure {
  code: WarehouseError['code'];
  message: string;
  detail: string;
  candidates: string[];
  /** The process is no longer fit for other calls. */
  broken: boolean;
}

/** From the engine's process to the backend. */
export type EngineReply =
  | { type: 'ready' }
  | { type: 'rows'; id: number; rows: CellValue[][] }
  | {
      type: 'result';
      id: number;
      result: EngineCalls[EngineMethod]['result'];
    }
  | { type: 'failure'; id: number; failure: EngineFailure };
