import {
  BoundParameters,
  SqlAnalysis,
  WarehouseError,
} from '@cairn/backstage-plugin-data-assistant-node';
import { WarehouseRegistry } from '../warehouse/WarehouseRegistry';
import { analyzeFor } from './analysis';
import { DialectPolicy, dialectPolicies } from './dialectPolicies';
import { didYouMean, nearNames } from './didYouMean';
import { GuardVerdict, SqlGuard } from './SqlGuard';
import { TableAllowList } from './TableAllowList';

type Refusal = Extract<GuardVerdict, { allowed: false }>;
type ParsedSql = Extract<SqlAnalysis, { ok: true }>;

function refusal(
  rule: Refusal['rule'],
  message: string,
  { part, hint }: { part?: string; hint?: string } = {},
): Refusal {
  return {
    allowed: false,
    rule,
    message,
    ...(part && { part }),
    ...(hint && { hint }),
  };
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
    const analysis = await analyzeFor(connector, sql);
    if (!analysis.ok) {
      return refusal(analysis.rule, analysis.message, analysis);
    }
    const policy = dialectPolicies[connector.dialect];
    const allowList = TableAllowList.create({
      tables: options.tables,
      policy,
      defaults: {
        schema: connector.defaultSchema,
        catalog: connector.defaultCatalog,
      },
    });
    const refused =
      checkTables(analysis.tables, allowList, options.tables) ??
      checkFunctions(analysis, policy) ??
      checkParameters(analysis, parameters, policy);
    if (refused) {
      return refused;
    }
    const dryRun = await connector.dryRun({ sql, parameters });
    if (!dryRun.ok) {
      return refusal('bind', dryRun.message, {
        part: /"([^"]+)"/.exec(dryRun.message)?.[1],
        hint: didYouMean(dryRun.candidates),
      });
    }
    // The second opinion: what is behind macros and SQL in strings shows only here.
    const hidden = checkTables(dryRun.tables ?? [], allowList, options.tables);
    if (hidden) {
      return hidden;
    }
    const tables = analysis.tables.flatMap(
      name => allowList.resolve(name) ?? [],
    );
    return { allowed: true, tables: [...new Set(tables)] };
  }
}

function checkTables(
  names: string[],
  allowList: TableAllowList,
  tables: string[],
): Refusal | undefined {
  const unknown = names.find(name => !allowList.resolve(name));
  if (unknown === undefined) {
    return undefined;
  }
  const namesakes = allowList.namesakes(unknown);
  return refusal(
    'unknown-table',
    `“${unknown}” is not a dataset of this cluster`,
    {
      part: unknown,
      hint: didYouMean(
        namesakes.length ? namesakes : nearNames(unknown, tables),
      ),
    },
  );
}

function checkFunctions(
  analysis: ParsedSql,
  policy: DialectPolicy,
): Refusal | undefined {
  const tableFunction = analysis.tableFunctions.find(
    name => !policy.tableFunctions.has(name),
  );
  if (tableFunction !== undefined) {
    const allowed = [...policy.tableFunctions].join(', ');
    return refusal(
      'table-function',
      `The function “${tableFunction}” may not be read from like a table`,
      {
        part: tableFunction,
        hint: allowed ? `These may: ${allowed}` : undefined,
      },
    );
  }
  const unknown = analysis.functions.find(name => !policy.functions.has(name));
  if (unknown !== undefined) {
    return refusal('function', `The function “${unknown}” may not be used`, {
      part: unknown,
      hint:
        policy.alternatives?.get(unknown) ??
        didYouMean(nearNames(unknown, policy.functions)),
    });
  }
  const [unbounded] = analysis.unbounded ?? [];
  return (
    unbounded &&
    refusal(
      'function',
      `“${unbounded.name}” could make a value of any size here`,
      { part: unbounded.name, hint: unbounded.hint },
    )
  );
}

function checkParameters(
  analysis: ParsedSql,
  parameters: BoundParameters,
  { parameterSign }: DialectPolicy,
): Refusal | undefined {
  const bound = new Set(Object.keys(parameters));
  const unbound = analysis.parameters.find(name => !bound.has(name));
  if (unbound !== undefined) {
    return refusal(
      'parameter',
      `The statement uses ${parameterSign}${unbound}, which has no value`,
      {
        part: `${parameterSign}${unbound}`,
        hint: `Declare the parameter “${unbound}”, or take it out of the SQL`,
      },
    );
  }
  const used = new Set(analysis.parameters);
  const unused = [...bound].find(name => !used.has(name));
  return unused === undefined
    ? undefined
    : refusal(
        'parameter',
        `The statement does not use ${parameterSign}${unused}, which has a value`,
        {
          part: `${parameterSign}${unused}`,
          hint: `Use ${parameterSign}${unused} in the SQL, or take the parameter away`,
        },
      );
}
