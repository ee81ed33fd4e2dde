import { BoundParameters } from '@cairn/backstage-plugin-data-assistant-node';

/** Why a statement may not run: `rule` for programs, `message` for people. */
export type GuardVerdict =
  | { allowed: true; tables: string[] }
  | {
      allowed: false;
      rule:
        | 'syntax'
        | 'not-select'
        | 'too-long'
        | 'too-deep'
        | 'too-many'
        | 'unknown-table'
        | 'table-function'
        | 'function'
        | 'parameter'
        | 'bind';
      message: string;
      /** The name or the words of the statement that it is about. */
      part?: string;
      /** What to write instead, for a model or a person that tries again. */
      hint?: string;
    };

/** Every statement passes here before it runs. */
export interface SqlGuard {
  check(options: {
    warehouse: string;
    sql: string;
    /** `schema.table` of the cluster's datasets, the only tables that may be read. */
    tables: string[];
    parameters?: BoundParameters;
  }): Promise<GuardVerdict>;
}
