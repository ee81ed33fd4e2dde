import {
  BoundParameters,
  SqlAnalysis,
  WarehouseError,
} from '@cairn/backstage-plugin-data-assistant-node';
import { WarehouseRegistry } from '../warehouse/WarehouseRegistry';
import { DialectPolicy, dialectPolicies } from './dialectPolicies';
import { didYouMean, nearNames } from './didYouMean';
import { GuardVerdict, SqlGuard } from './SqlGuard';
import { TableAllowList } from './TableAllowList';

type Refusal = Extract<GuardVerdict, { allowed: false }>;
type ParsedSql = Extract<SqlAnalysis, { ok: true }>;

function refusal(
  rule: Refusal['rule'],
  message: string,
  hint?: string,
): Refusal {
  return { allowed: false, rule, message, ...(hint ? { hint } : {}) };
}

/**
 * Lets a statement pass when its dialect's own parser finds nothing in the whole tree but listed tables
 * and functions, and the engine can bind it. What is not listed is refused, known to be harmful or not.
 *
 * Rejects with `WarehouseError` when the warehouse cannot be reached: that is no verdict.
 */
export class AllowListGuard implements SqlGuard {
  static create(options: { warehouses: WarehouseRegistry }): AllowListGuard {
    return new AllowListGuard(options.warehouses);
  }

  readonly #warehouses: WarehouseRegistry;

  private constructor(warehouses: WarehouseRegistry) {
    this.#warehouses = warehouses;
  }

  async check(options: {
    warehouse: string;
    sql: string;
    tables: string[];
    parameters?: BoundParameters;
  }): Promise<GuardVerdict> {
    const { warehouse, sql, parameters = {} } = options;
    const connector = this.#warehouses.find(warehouse);
    if (!connector) {
      throw new WarehouseError(
        'unavailable',
        `There is no warehouse '${warehouse}' in the configuration`,
      );
    }
    const analysis = await connector.analyze(sql);
    if (!analysis.ok) {
      return refusal(analysis.rule, analysis.message);
    }
    const policy = dialectPolicies[connector.dialect];
    const allowList = TableAllowList.create({ tables: options.tables, policy });
    const refused =
      checkTables(analysis, allowList, options.tables) ??
      checkFunctions(analysis, policy) ??
      checkParameters(analysis, parameters);
    if (refused) {
      return refused;
    }
    const dryRun = await connector.dryRun({ sql, parameters });
    if (!dryRun.ok) {
      return refusal('bind', dryRun.message, didYouMean(dryRun.candidates));
    }
    const tables = analysis.tables.flatMap(
      name => allowList.resolve(name) ?? [],
    );
    return { allowed: true, tables: [...new Set(tables)] };
  }
}

function checkTables(
  analysis: ParsedSql,
  allowList: TableAllowList,
  tables: string[],
): Refusal | undefined {
  const unknown = analysis.tables.find(name => !allowList.resolve(name));
  if (unknown === undefined) {
    return undefined;
  }
  const namesakes = allowList.namesakes(unknown);
  return refusal(
    'unknown-table',
    `“${unknown}” is not a dataset of this cluster`,
    didYouMean(namesakes.length ? namesakes : nearNames(unknown, tables)),
  );
}

function checkFunctions(
  analysis: ParsedSql,
  policy: DialectPolicy,
): Refusal | undefined {
  const tableFunction = analysis.tableFunctions.find(
    name => !policy.tableFunctions.has(plainName(name)),
  );
  if (tableFunction !== undefined) {
    const allowed = [...policy.tableFunctions].join(', ');
    return refusal(
      'table-function',
      `The function “${tableFunction}” may not be read from like a table`,
      allowed ? `These may: ${allowed}` : undefined,
    );
  }
  const unknown = analysis.functions.find(
    name => !policy.functions.has(plainName(name)),
  );
  return unknown === undefined
    ? undefined
    : refusal(
        'function',
        `The function “${unknown}” may not be used`,
        didYouMean(nearNames(unknown, policy.functions)),
      );
}

/** The parser itself writes `main.` before some built-in functions; any other schema is somebody's macro. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/^main\./, '');
}

function checkParameters(
  analysis: ParsedSql,
  parameters: BoundParameters,
): Refusal | undefined {
  const bound = new Set(Object.keys(parameters));
  const unbound = analysis.parameters.find(name => !bound.has(name));
  if (unbound !== undefined) {
    return refusal(
      'parameter',
      `The statement uses $${unbound}, which has no value`,
      `Declare the parameter “${unbound}”, or take it out of the SQL`,
    );
  }
  const used = new Set(analysis.parameters);
  const unused = [...bound].find(name => !used.has(name));
  return unused === undefined
    ? undefined
    : refusal(
        'parameter',
        `The statement does not use $${unused}, which has a value`,
        `Use $${unused} in the SQL, or take the parameter away`,
      );
}
