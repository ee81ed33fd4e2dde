import { inspectCall } from './boundedCalls';
import { TreeRefusal } from './TreeRefusal';
import { WarehouseFacts } from './readFacts';
import { foldName, joinName } from './tableName';
import {
  EXPRESSION_CLASSES,
  OTHER_TYPES,
  QUERY_NODES,
  SESSION_WORDS,
  TABLE_REFERENCES,
} from './treeNodes';

/** What a statement's tree refers to. */
export interface TreeReferences {
  tables: Set<string>;
  /** Without operators. */
  functions: Set<string>;
  operators: Set<string>;
  tableFunctions: Set<string>;
  parameters: Set<string>;
  /** Bare words such as `user`: columns, or functions when there is no such column. */
  sessionWords: Set<string>;
  /** What to write in place of calls whose arguments do not bound what they make, by function. */
  unbounded: Map<string, string>;
}

type Json = null | string | number | boolean | Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json;
}
/** Lower-case names of the CTEs that a table name may mean here. */
type Scope = ReadonlySet<string>;

// Expressions and queries inside one another; the engine's own limit for expressions is the same.
const MAX_DEPTH = 250;
// Each costs the planner; thousands in a chain of UNIONs or of joins take it minutes.
const MAX_QUERIES = 200;
const MAX_SOURCES = 100;

const IDENTIFIER = /[\p{L}\p{N}_]/u;

/**
 * Collects what a tree of `json_serialize_sql` refers to, from every position of it, and which of
 * the table names are real tables. Where the engine's scoping leaves a doubt, a name counts as a
 * real table.
 *
 * @param known - what the engine says of the warehouse, and enums that PIVOT may use
 * @throws TreeRefusal for a kind of node that is not known, since what it reads is not known either
 */
export function walkTree(
  root: unknown,
  known: {
    facts?: Pick<WarehouseFacts, 'locate' | 'namespaces'>;
    enums?: ReadonlySet<string>;
  } = {},
): TreeReferences {
  const found: TreeReferences = {
    tables: new Set(),
    functions: new Set(),
    operators: new Set(),
    tableFunctions: new Set(),
    parameters: new Set(),
    sessionWords: new Set(),
    unbounded: new Map(),
  };
  let queries = 0;
  let sources = 0;
  walk(root as Json, new Set(), 0);
  return found;

  function walk(value: Json, scope: Scope, depth: number): void {
    if (Array.isArray(value)) {
      value.forEach(item => walk(item, scope, depth));
    } else if (value !== null && typeof value === 'object') {
      walkObject(value, scope, depth);
    }
  }

  function walkObject(object: JsonObject, scope: Scope, depth: number): void {
    const isNode = typeof object.type === 'string';
    if (depth > MAX_DEPTH) {
      throw new TreeRefusal(
        'too-deep',
        `The query is nested more than ${MAX_DEPTH} levels deep`,
      );
    }
    if (!isNode) {
      walkMembers(object, scope, depth);
    } else if ('class' in object) {
      walkExpression(object, scope, depth + 1);
    } else if ('cte_map' in object) {
      walkQuery(object, scope, depth + 1);
    } else if ('sample' in object) {
      walkTableReference(object, scope, depth + 1);
    } else if (OTHER_TYPES.test(String(object.type))) {
      walkMembers(object, scope, depth);
    } else {
      throw unknownNode(object.type);
    }
  }

  function walkMembers(
    object: JsonObject,
    scope: Scope,
    depth: number,
    except: string[] = [],
  ): void {
    for (const [key, member] of Object.entries(object)) {
      if (!except.includes(key)) {
        walk(member, scope, depth);
      }
    }
  }

  function walkExpression(node: JsonObject, scope: Scope, depth: number) {
    const kind = String(node.class);
    if (!EXPRESSION_CLASSES.has(kind)) {
      throw unknownNode(kind);
    }
    if (kind === 'CONSTANT') {
      return;
    }
    if (kind === 'PARAMETER') {
      found.parameters.add(String(node.identifier));
    } else if (kind === 'FUNCTION' || kind === 'WINDOW') {
      addFunction(node, found.functions);
    } else if (kind === 'COLUMN_REF') {
      const names = node.column_names as string[];
      const word = names.length === 1 ? foldName(names[0]) : '';
      if (SESSION_WORDS.has(word)) {
        found.sessionWords.add(word);
      }
    }
    walkMembers(node, scope, depth);
  }

  function walkTableReference(node: JsonObject, scope: Scope, depth: number) {
    const kind = String(node.type);
    if (kind === 'SHOW_REF') {
      throw new TreeRefusal(
        'not-select',
        'DESCRIBE, SHOW and SUMMARIZE are not allowed, only SELECT',
        { hint: 'Select from the table itself' },
      );
    }
    sources += 1;
    if (sources > MAX_SOURCES) {
      throw new TreeRefusal(
        'too-many',
        `The query reads from more than ${MAX_SOURCES} places`,
        { hint: 'Join fewer tables, or use a CTE for what is repeated' },
      );
    }
    if (!TABLE_REFERENCES.has(kind)) {
      throw unknownNode(kind);
    }
    if (kind === 'TABLE_FUNCTION') {
      const call = node.function as JsonObject;
      if (call?.class !== 'FUNCTION') {
        throw unknownNode(call?.class);
      }
      addFunction(call, found.tableFunctions);
      addFunction(call, found.functions);
      walkMembers(call, scope, depth);
      walkMembers(node, scope, depth, ['function']);
      return;
    }
    if (kind === 'BASE_TABLE') {
      const name = String(node.table_name);
      const qualifiers = [node.catalog_name, node.schema_name]
        .map(part => String(part ?? ''))
        .filter(part => part !== '');
      if (qualifiers.length > 0 || !scope.has(foldName(name))) {
        const parts = [...qualifiers, name];
        found.tables.add(joinName(known.facts?.locate(parts) ?? parts));
      }
    }
    if (kind === 'PIVOT') {
      checkEnums(node);
    }
    walkMembers(node, scope, depth);
  }

  /** `PIVOT … ON x IN name` takes its columns from a type that somebody made of a table. */
  function checkEnums(node: JsonObject): void {
    for (const pivot of (node.pivots ?? []) as JsonObject[]) {
      const name = String(pivot.pivot_enum ?? '');
      if (name !== '' && !known.enums?.has(name)) {
        throw new TreeRefusal(
          'not-select',
          `PIVOT may not take its columns from “${name}”`,
          { part: name, hint: "Write the values: IN ('a', 'b')" },
        );
      }
    }
  }

  function walkQuery(node: JsonObject, outer: Scope, depth: number): void {
    const kind = String(node.type);
    if (!QUERY_NODES.has(kind)) {
      throw unknownNode(kind);
    }
    queries += 1;
    if (queries > MAX_QUERIES) {
      throw new TreeRefusal(
        'too-many',
        `The query combines more than ${MAX_QUERIES} queries`,
        { hint: 'Use IN, GROUP BY or VALUES in place of a long UNION' },
      );
    }
    // Each CTE sees those before it, but neither itself nor those after it.
    const scope = new Set(outer);
    const map = (node.cte_map as JsonObject | null)?.map as JsonObject[];
    for (const entry of map ?? []) {
      walk(entry.value, new Set(scope), depth);
      scope.add(foldName(String(entry.key)));
    }
    if (kind === 'RECURSIVE_CTE_NODE') {
      // Only the part after UNION reads the CTE's own rows.
      const own = new Set(scope).add(foldName(String(node.cte_name)));
      walk(node.right, own, depth);
      walkMembers(node, scope, depth, ['cte_map', 'right']);
    } else {
      walkMembers(node, scope, depth, ['cte_map']);
    }
  }
  function addFunction(node: JsonObject, names: Set<string>): void {
    const name = foldName(String(node.function_name));
    // `OPERATOR(name.+)` marks any function as an operator, so only symbols are taken for one.
    if (node.is_operator === true && !IDENTIFIER.test(name)) {
      found.operators.add(name);
      return;
    }
    // The parser itself puts `main` before its own, such as `struct_pack` for `{…}`.
    const qualifiers = [node.catalog, node.schema]
      .map(part => foldName(String(part ?? '')))
      .filter(part => part !== '');
    // `x.upper()` is a call with the column `x`, unless there is a schema of that name.
    const ofColumn =
      qualifiers.length > 0 &&
      qualifiers.every(part => known.facts?.namespaces.has(part) === false);
    const shown = ofColumn || qualifiers.join('.') === 'main' ? [] : qualifiers;
    names.add(joinName([...shown, name]));
    const args = ofColumn ? [{}, ...(node.children as Json[])] : node.children;
    const { calls, hint } = inspectCall(name, args);
    if (calls !== undefined) {
      names.add(calls);
    }
    if (hint !== undefined) {
      found.unbounded.set(name, hint);
    }
  }
}

function unknownNode(kind: unknown): TreeRefusal {
  return new TreeRefusal(
    'not-select',
    `The query uses a construct that cannot be checked (${String(kind)
      .toLowerCase()
      .replaceAll('_', ' ')
      .slice(0, 40)})`,
  );
}
