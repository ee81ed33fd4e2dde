import { SqlDialect } from '@cairn/backstage-plugin-data-assistant-node';
import { bigqueryFunctions, bigqueryTableFunctions } from './bigqueryFunctions';
import { duckdbAlternatives, duckdbFunctions } from './duckdbFunctions';
import { postgresFunctions, postgresTableFunctions } from './postgresFunctions';

/** What the guard knows of a dialect. */
export interface DialectPolicy {
  /** Functions that may be used, those of `tableFunctions` among them, lower case. */
  functions: ReadonlySet<string>;
  /** Functions that may stand where a table stands, lower case. */
  tableFunctions: ReadonlySet<string>;
  /** What to write in place of functions that may not be used, lower case. */
  alternatives?: ReadonlyMap<string, string>;
  /** What a statement writes before the name of a parameter. */
  parameterSign: '$' | '@';
  /** Whether `SALES.Orders` is the same table as `sales.orders`. */
  foldsCase: boolean;
  /** Whether `events_*` may stand for all tables that begin so. */
  wildcards?: boolean;
  /** The schema of a table that is named without one; undefined when that depends on the session, so that the connector must say it. */
  defaultSchema?: string;
}

/** They make rows of their arguments alone. */
const ROW_MAKERS = new Set(['unnest', 'range', 'generate_series']);

/** By dialect. */
export const dialectPolicies: Record<SqlDialect, DialectPolicy> = {
  duckdb: {
    functions: duckdbFunctions,
    tableFunctions: ROW_MAKERS,
    alternatives: duckdbAlternatives,
    parameterSign: '$',
    foldsCase: true,
    defaultSchema: 'main',
  },
  // The parser folds what is not quoted, so names are compared as they come.
  postgres: {
    functions: postgresFunctions,
    tableFunctions: postgresTableFunctions,
    parameterSign: '$',
    foldsCase: false,
  },
  // Table names are case-sensitive.
  bigquery: {
    functions: bigqueryFunctions,
    tableFunctions: bigqueryTableFunctions,
    parameterSign: '@',
    foldsCase: false,
    wildcards: true,
  },
};
