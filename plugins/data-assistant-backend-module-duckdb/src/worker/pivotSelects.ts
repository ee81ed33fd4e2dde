import { foldName } from './tableName';
import { TreeRefusal } from './TreeRefusal';

type Json = null | string | number | boolean | Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json;
}

/** Most columns that PIVOT may make of one list; each query for them selects one value more. */
export const MAX_COLUMNS = 500;

/** What a PIVOT takes the values of its columns from, as places in the tree (JSON pointers, RFC 6901). */
export interface PivotValues {
  expression: string;
  source: string;
  /** CTEs that this PIVOT sees. */
  ctes: string[];
}

/**
 * Finds, for each of the enums that a PIVOT of the tree takes its columns from, what their values are taken from.
 *
 * @param root - of one statement
 * @throws TreeRefusal when these values hang on another one of the enums
 */
export function findPivotValues(
  root: unknown,
  enums: ReadonlySet<string>,
): Map<string, PivotValues> {
  const found = new Map<string, PivotValues>();
  find(root as Json, '', new Map());
  return found;

  function find(value: Json, at: string, outer: Map<string, string>): void {
    if (Array.isArray(value)) {
      value.forEach((item, index) => find(item, `${at}/${index}`, outer));
    } else if (value !== null && typeof value === 'object') {
      findIn(value, at, outer);
    }
  }

  function findIn(node: JsonObject, at: string, outer: Map<string, string>) {
    const { cte_map: ctes, ...members } = node;
    const seen = new Map(outer);
    for (const [index, cte] of entriesOf(ctes).entries()) {
      const place = `${at}/cte_map/map/${index}`;
      find(cte.value, `${place}/value`, seen);
      if (!readsEnum(cte)) {
        seen.set(foldName(String(cte.key)), place);
      }
    }
    if (node.type === 'PIVOT') {
      addPivots(node, at, [...seen.values()]);
    }
    for (const [key, member] of Object.entries(members)) {
      find(member, `${at}/${key}`, seen);
    }
  }

  function addPivots(node: JsonObject, at: string, ctes: string[]): void {
    for (const [index, pivot] of (node.pivots as JsonObject[]).entries()) {
      const name = String(pivot.pivot_enum ?? '');
      const expressions = pivot.pivot_expressions as Json[];
      if (enums.has(name) && expressions.length === 1) {
        if (readsEnum(node.source) || readsEnum(expressions[0])) {
          throw new TreeRefusal(
            'not-select',
            'The columns of a PIVOT may not hang on those of another one',
            {
              part: 'PIVOT',
              hint: "Write the values of the inner one: IN ('a', 'b')",
            },
          );
        }
        found.set(name, {
          expression: `${at}/pivots/${index}/pivot_expressions/0`,
          source: `${at}/source`,
          ctes,
        });
      }
    }
  }

  /** Such a part cannot be run before its own columns are known. */
  function readsEnum(node: Json): boolean {
    const text = JSON.stringify(node);
    return [...enums].some(name => text.includes(`"pivot_enum":"${name}"`));
  }
}

function entriesOf(ctes: Json | undefined): JsonObject[] {
  return ((ctes as JsonObject | undefined)?.map ?? []) as JsonObject[];
}

/** The tree of a SELECT of the values, as the engine runs it first by itself. All arguments are JSON. */
export function selectValues(parts: {
  expression: string;
  source: string;
  ctes: string[];
}): string {
  const constant = (value: number) =>
    `{"class":"CONSTANT","type":"VALUE_CONSTANT","alias":"","value":{"type":{"id":"INTEGER","type_info":null},"is_null":false,"value":${value}}}`;
  return `{"type":"SELECT_NODE",
    "modifiers":[
      {"type":"DISTINCT_MODIFIER","distinct_on_targets":[]},
      {"type":"ORDER_MODIFIER","orders":[{"type":"ORDER_DEFAULT","null_order":"ORDER_DEFAULT","expression":${constant(
        1,
      )}}]},
      {"type":"LIMIT_MODIFIER","limit":${constant(
        MAX_COLUMNS + 1,
      )},"offset":null}],
    "cte_map":{"map":[${parts.ctes.join(',')}]},
    "select_list":[${parts.expression}],
    "from_table":${parts.source},
    "where_clause":{"class":"OPERATOR","type":"OPERATOR_IS_NOT_NULL","alias":"","children":[${
      parts.expression
    }]},
    "group_expressions":[],"group_sets":[],"aggregate_handling":"STANDARD_HANDLING",
    "having":null,"sample":null,"qualify":null}`;
}
