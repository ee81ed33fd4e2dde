import { SqlDialect } from '@cairn/backstage-plugin-data-assistant-node';
import { duckdbFunctions } from './duckdbFunctions';

/** What the guard knows of a dialect. */
export interface DialectPolicy {
  /** Functions that may be used, those of `tableFunctions` among them, lower case. Empty where nobody has picked them yet: then none may. */
  functions: ReadonlySet<string>;
  /** Functions that may stand where a table stands, lower case. */
  tableFunctions: ReadonlySet<string>;
  /** Whether `SALES.Orders` is the same table as `sales.orders`. */
  foldsCase: boolean;
  /** The schema of a table that is named without one; undefined when that depends on the session. */
  defaultSchema?: string;
}

/** They make rows of their arguments alone. */
const ROW_MAKERS = new Set(['unnest', 'range', 'generate_series']);

const NONE: ReadonlySet<string> = new Set();

/** By dialect. A dialect whose functions are not picked refuses them all, so that it fails closed. */
export const dialectPolicies: Record<SqlDialect, DialectPolicy> = {
  duckdb: {
    functions: duckdbFunctions,
    tableFunctions: ROW_MAKERS,
    foldsCase: true,
    defaultSchema: 'main',
  },
  postgres: { functions: NONE, tableFunctions: NONE, foldsCase: false },
  bigquery: { functions: NONE, tableFunctions: NONE, foldsCase: false },
};
