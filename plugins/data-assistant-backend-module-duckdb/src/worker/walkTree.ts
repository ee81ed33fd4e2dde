/** What a statement's tree refers to. */
export interface TreeReferences {
  tables: Set<string>;
  functions: Set<string>;
  tableFunctions: Set<string>;
  parameters: Set<string>;
}

/** Why a tree is not vouched for. */
export class TreeRefusal extends Error {
  readonly name = 'TreeRefusal';

  constructor(readonly rule: 'not-select' | 'too-deep', message: string) {
    super(message);
  }
}

type Json = null | string | number | boolean | Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json;
}
/** Lower-case names of the CTEs that a table name may mean here. */
type Scope = ReadonlySet<string>;

// Expressions and queries inside one another; the engine's own limit for expressions is the same.
const MAX_DEPTH = 250;
// Each costs the planner; thousands in a chain of UNIONs take it minutes.
const MAX_QUERIES = 500;

const EXPRESSION_CLASSES = new Set([
  'BETWEEN',
  'CASE',
  'CAST',
  'COLLATE',
  'COLUMN_REF',
  'COMPARISON',
  'CONJUNCTION',
  'CONSTANT',
  'DEFAULT',
  'FUNCTION',
  'LAMBDA',
  'LAMBDA_REF',
  'OPERATOR',
  'PARAMETER',
  'POSITIONAL_REFERENCE',
  'STAR',
  'SUBQUERY',
  'TYPE',
  'WINDOW',
]);
const QUERY_NODES = new Set([
  'SELECT_NODE',
  'SET_OPERATION_NODE',
  'RECURSIVE_CTE_NODE',
]);
const TABLE_REFERENCES = new Set([
  'BASE_TABLE',
  'EMPTY',
  'EXPRESSION_LIST',
  'JOIN',
  'PIVOT',
  'SUBQUERY',
  'TABLE_FUNCTION',
]);
const OTHER_TYPES =
  /^(ORDER|LIMIT|LIMIT_PERCENT|DISTINCT)_MODIFIER$|^(ORDER_DEFAULT|ASCENDING|DESCENDING)$|_TYPE_INFO$/;
const IDENTIFIER = /[\p{L}\p{N}_]/u;

// Bare words that the binder reads as functions when no column is called so.
const FUNCTION_WORDS = new Set([
  'current_catalog',
  'current_role',
  'current_schema',
  'session_user',
]);

/**
 * Collects what a tree of `json_serialize_sql` refers to, from every position of it, and which of
 * the table names are real tables. Where the engine's scoping leaves a doubt, a name counts as a
 * real table.
 *
 * @throws TreeRefusal for a kind of node that is not known, since what it reads is not known either
 */
export function walkTree(root: unknown): TreeReferences {
  const found: TreeReferences = {
    tables: new Set(),
    functions: new Set(),
    tableFunctions: new Set(),
    parameters: new Set(),
  };
  let queries = 0;
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
      const word = names.length === 1 ? names[0].toLowerCase() : '';
      if (FUNCTION_WORDS.has(word)) {
        found.functions.add(word);
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
      if (qualifiers.length > 0 || !scope.has(name.toLowerCase())) {
        found.tables.add([...qualifiers, name].join('.'));
      }
    }
    walkMembers(node, scope, depth);
  }

  function walkQuery(node: JsonObject, outer: Scope, depth: number): void {
    const kind = String(node.type);
    if (!QUERY_NODES.has(kind)) {
      throw unknownNode(kind);
    }
    queries += 1;
    if (queries > MAX_QUERIES) {
      throw new TreeRefusal(
        'too-deep',
        `The query combines more than ${MAX_QUERIES} queries`,
      );
    }
    // Each CTE sees those before it, but neither itself nor those after it.
    const scope = new Set(outer);
    const map = (node.cte_map as JsonObject | null)?.map as JsonObject[];
    for (const entry of map ?? []) {
      walk(entry.value, new Set(scope), depth);
      scope.add(String(entry.key).toLowerCase());
    }
    if (kind === 'RECURSIVE_CTE_NODE') {
      // Only the part after UNION reads the CTE's own rows.
      const own = new Set(scope).add(String(node.cte_name).toLowerCase());
      walk(node.right, own, depth);
      walkMembers(node, scope, depth, ['cte_map', 'right']);
    } else {
      walkMembers(node, scope, depth, ['cte_map']);
    }
  }
}

function addFunction(node: JsonObject, names: Set<string>): void {
  const name = String(node.function_name).toLowerCase();
  // `OPERATOR(name.+)` marks any function as an operator, so only symbols are taken for one.
  if (node.is_operator === true && !IDENTIFIER.test(name)) {
    return;
  }
  // The parser itself puts `main` before its own, such as `struct_pack` for `{…}`.
  const qualifiers = [node.catalog, node.schema]
    .map(part => String(part ?? '').toLowerCase())
    .filter(part => part !== '');
  const shown = qualifiers.join('.') === 'main' ? [] : qualifiers;
  names.add([...shown, name].join('.'));
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
