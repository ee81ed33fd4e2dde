import { joinName, References } from './References';
import { FUNCTION_COLUMNS, PostgresScope as Scope } from './PostgresScope';
import { AnalysisRefusal, uncheckable } from './SqlAnalyzer';
import {
  EXPRESSION_NODES,
  calledName,
  functionName,
  isStructure,
  literal,
  nameParts,
  PgNode,
  PgValue,
  SELECT_FIELDS,
} from './postgresNodes';

const SAMPLE_METHODS = new Set(['bernoulli', 'system']);
const SESSION_VALUE = /ROLE|USER|CATALOG|SCHEMA/;

/**
 * Collects what a statement of `libpg-query` refers to, from every position of its tree. Where the server's
 * scoping leaves a doubt, a name counts as a real table.
 *
 * @param parameterNames - of the parameters that were written with a name
 * @throws AnalysisRefusal for a kind of node or a clause that is not known to be harmless
 */
export function walkPostgresTree(
  statement: unknown,
  parameterNames: ReadonlyMap<number, string>,
): References {
  const found = new References();
  const root = (statement as PgNode).stmt as PgNode;
  const [kind] = Object.keys(root);
  if (kind !== 'SelectStmt') {
    throw new AnalysisRefusal('not-select', 'Only a SELECT is allowed');
  }
  walkSelect(root.SelectStmt as PgNode, Scope.EMPTY, 0);
  return found;

  /** A list, a node `{Kind: {…}}`, or a plain value. */
  function walk(value: PgValue | undefined, scope: Scope, depth: number): void {
    if (Array.isArray(value)) {
      value.forEach(item => walk(item, scope, depth));
    } else if (value !== null && typeof value === 'object') {
      const kinds = Object.keys(value);
      // An empty node is an empty place in a list, such as the lower bound of `a[:2]`.
      if (kinds.length > 0) {
        if (kinds.length !== 1 || !/^[A-Z]/.test(kinds[0])) {
          throw uncheckable(kinds.join(' '));
        }
        found.checkDepth(depth);
        walkNode(kinds[0], value[kinds[0]] as PgNode, scope, depth + 1);
      }
    }
  }

  function walkNode(
    nodeKind: string,
    node: PgNode,
    scope: Scope,
    depth: number,
  ): void {
    if (walkReference(nodeKind, node, scope, depth)) {
      return;
    }
    if (!EXPRESSION_NODES.has(nodeKind)) {
      throw /Stmt$/.test(nodeKind)
        ? new AnalysisRefusal('not-select', 'Only a SELECT is allowed')
        : uncheckable(nodeKind);
    }
    if (nodeKind === 'RangeSubselect' || nodeKind === 'JsonTable') {
      found.countSource();
    }
    if (nodeKind === 'A_Expr' && !/BETWEEN/.test(String(node.kind))) {
      addOperator(nameParts(node.name));
    } else if (nodeKind === 'SortBy') {
      addOperator(nameParts(node.useOp));
    } else if (nodeKind === 'SubLink') {
      addOperator(nameParts(node.operName));
    } else if (nodeKind === 'A_Indirection') {
      // `(x).name` is `name(x)` when x has no such field, also for a plain text or number.
      nameParts(node.indirection)
        .filter(name => !FUNCTION_COLUMNS.includes(name))
        .forEach(name => found.functions.add(functionName([name])));
    }
    walkFields(node, scope, depth);
  }

  /** Nodes that refer to something by themselves; false for others. */
  function walkReference(
    nodeKind: string,
    node: PgNode,
    scope: Scope,
    depth: number,
  ): boolean {
    switch (nodeKind) {
      case 'SelectStmt':
        walkSelect(node, scope, depth);
        return true;
      case 'RangeVar':
        addTable(node, scope);
        return true;
      case 'RangeFunction':
        walkRangeFunction(node, scope, depth);
        return true;
      case 'RangeTableSample':
        walkSample(node, scope, depth);
        return true;
      case 'FuncCall':
        addCall(node);
        walk(node.args, scope, depth);
        walk(node.agg_order, scope, depth);
        walk(node.agg_filter, scope, depth);
        walkFields(node.over as PgNode | undefined, scope, depth);
        return true;
      case 'ColumnRef':
        addColumn(node, scope);
        return true;
      case 'ParamRef':
        addParameter(Number(node.number ?? 0));
        return true;
      case 'SQLValueFunction':
        addSessionValue(String(node.op));
        return true;
      case 'A_Const':
        return true;
      default:
        return false;
    }
  }

  function addParameter(number: number): void {
    found.parameters.add(parameterNames.get(number) ?? String(number || '?'));
  }

  /** `CURRENT_USER` and its like; those of the clock are as good as literals. */
  function addSessionValue(op: string): void {
    if (SESSION_VALUE.test(op)) {
      found.functions.add(op.replace('SVFOP_', '').toLowerCase());
    }
  }

  /** All fields of a node, those of the structures without a kind of their own among them. */
  function walkFields(
    node: PgNode | undefined,
    scope: Scope,
    depth: number,
  ): void {
    for (const [field, value] of Object.entries(node ?? {})) {
      if (field === 'typeName') {
        addType(value as PgNode, scope, depth);
      } else if (isStructure(value)) {
        found.checkDepth(depth);
        walkFields(value, scope, depth + 1);
      } else {
        walk(value, scope, depth);
      }
    }
  }

  function walkSelect(select: PgNode, outer: Scope, depth: number): void {
    found.countQuery();
    found.checkDepth(depth);
    for (const field of Object.keys(select)) {
      if (field === 'intoClause') {
        throw new AnalysisRefusal(
          'not-select',
          'SELECT INTO makes a table; only reading is allowed',
        );
      }
      if (field === 'lockingClause') {
        throw new AnalysisRefusal(
          'not-select',
          'FOR UPDATE and FOR SHARE lock rows; only reading is allowed',
        );
      }
      if (!SELECT_FIELDS.has(field)) {
        throw uncheckable(field);
      }
    }
    const { withClause, larg, rarg, ...clauses } = select;
    const scope = walkWith(
      withClause as PgNode | undefined,
      outer,
      depth,
    ).withSources(clauses.fromClause);
    for (const [field, value] of Object.entries(clauses)) {
      if (field !== 'op' && field !== 'limitOption') {
        walk(value, scope, depth);
      }
    }
    // Set operations in a row nest to the left, and are bounded by their number.
    if (larg && rarg) {
      walkSelect(larg as PgNode, scope, depth);
      walkSelect(rarg as PgNode, scope, depth + 1);
    }
  }

  /** Each CTE sees those before it, but neither itself nor those after it. */
  function walkWith(
    withClause: PgNode | undefined,
    outer: Scope,
    depth: number,
  ): Scope {
    let scope = outer;
    for (const { CommonTableExpr: cte } of (withClause?.ctes ??
      []) as PgNode[]) {
      const { ctename, ctequery, search_clause, cycle_clause } = cte as PgNode;
      const query = (ctequery as PgNode).SelectStmt as PgNode | undefined;
      if (!query) {
        throw new AnalysisRefusal(
          'not-select',
          'A WITH clause may hold only SELECTs',
        );
      }
      const name = String(ctename);
      if (withClause?.recursive && query.op === 'SETOP_UNION') {
        walkRecursive(query, name, scope, depth + 1);
      } else {
        walkSelect(query, scope, depth + 1);
      }
      walkFields(search_clause as PgNode | undefined, scope, depth);
      walkFields(cycle_clause as PgNode | undefined, scope, depth);
      scope = scope.withCte(name);
    }
    return scope;
  }

  /** Only the part after UNION reads the CTE's own rows. */
  function walkRecursive(
    query: PgNode,
    name: string,
    outer: Scope,
    depth: number,
  ): void {
    const { larg, rarg, withClause, ...rest } = query;
    const scope = walkWith(withClause as PgNode | undefined, outer, depth);
    walkSelect(larg as PgNode, scope, depth + 1);
    walkSelect(rarg as PgNode, scope.withCte(name), depth + 1);
    walkSelect(rest, scope, depth);
  }

  function addTable(node: PgNode, scope: Scope): void {
    found.countSource();
    const { catalogname, schemaname, relname } = node;
    const name = String(relname);
    if (schemaname) {
      const parts = [catalogname, schemaname, name].flatMap(part =>
        part ? [String(part)] : [],
      );
      found.tables.add(joinName(parts));
    } else if (!scope.hasCte(name)) {
      // The catalog is looked through before any other schema.
      found.tables.add(
        joinName(name.startsWith('pg_') ? ['pg_catalog', name] : [name]),
      );
    }
  }

  function walkRangeFunction(node: PgNode, scope: Scope, depth: number): void {
    found.countSource();
    for (const item of (node.functions ?? []) as PgNode[]) {
      const [call, columns] = (item.List as PgNode).items as PgNode[];
      found.tableFunctions.add(calledName(call));
      walk(call, scope, depth);
      walk(columns, scope, depth);
    }
    walk(node.coldeflist, scope, depth);
  }

  function walkSample(node: PgNode, scope: Scope, depth: number): void {
    const method = functionName(nameParts(node.method));
    if (!SAMPLE_METHODS.has(method)) {
      throw uncheckable(`TABLESAMPLE ${method}`);
    }
    walk(node.relation, scope, depth);
    walk(node.args, scope, depth);
    walk(node.repeatable, scope, depth);
  }

  /** `f.name` is `name(f)` where `f` is a function in FROM that gives plain values, and has no such column. */
  function addColumn(node: PgNode, scope: Scope): void {
    const [source, column] = nameParts(node.fields);
    if (column !== undefined && !scope.mayHaveColumn(source, column)) {
      found.functions.add(functionName([column]));
    }
  }

  function addCall(node: PgNode): void {
    const name = functionName(nameParts(node.funcname));
    found.functions.add(name);
    const [first, second] = (node.args ?? []) as PgNode[];
    found.addSized(name, literal(second, 'ival'));
    found.addFormat(name, literal(first, 'sval'));
  }

  function addOperator(parts: string[]): void {
    if (parts.length > 0) {
      found.functions.add(functionName(parts));
    }
  }

  /** The input function of a type is code too, and that of `regclass` reads the catalog. */
  function addType(type: PgNode, scope: Scope, depth: number): void {
    found.functions.add(functionName(nameParts(type.names)));
    walk(type.typmods, scope, depth);
    if (type.pct_type || type.setof) {
      throw uncheckable('%TYPE');
    }
  }
}
