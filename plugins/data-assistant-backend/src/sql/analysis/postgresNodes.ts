import { joinName } from './References';

/** A value of the parser's JSON. */
export type PgValue = null | string | number | boolean | PgValue[] | PgNode;
/** A node `{Kind: fields}`, or the fields of one. */
export interface PgNode {
  [key: string]: PgValue;
}

/** Clauses of a query that only read. Those that are not here, such as INTO and FOR UPDATE, are refused. */
export const SELECT_FIELDS: ReadonlySet<string> = new Set([
  'all',
  'distinctClause',
  'fromClause',
  'groupClause',
  'groupDistinct',
  'havingClause',
  'larg',
  'limitCount',
  'limitOffset',
  'limitOption',
  'op',
  'rarg',
  'sortClause',
  'targetList',
  'valuesLists',
  'whereClause',
  'windowClause',
  'withClause',
]);

/** Kinds of nodes that refer to nothing by themselves: what they hold is all that they read. */
export const EXPRESSION_NODES: ReadonlySet<string> = new Set([
  'A_ArrayExpr',
  'A_Expr',
  'A_Indices',
  'A_Indirection',
  'A_Star',
  'Alias',
  'BitString',
  'BoolExpr',
  'Boolean',
  'BooleanTest',
  'CaseExpr',
  'CaseWhen',
  'CoalesceExpr',
  'CollateClause',
  'ColumnDef',
  'Float',
  'GroupingFunc',
  'GroupingSet',
  'Integer',
  'JoinExpr',
  'JsonAggConstructor',
  'JsonArgument',
  'JsonArrayAgg',
  'JsonArrayConstructor',
  'JsonArrayQueryConstructor',
  'JsonBehavior',
  'JsonFormat',
  'JsonFuncExpr',
  'JsonIsPredicate',
  'JsonKeyValue',
  'JsonObjectAgg',
  'JsonObjectConstructor',
  'JsonOutput',
  'JsonParseExpr',
  'JsonReturning',
  'JsonScalarExpr',
  'JsonSerializeExpr',
  'JsonTable',
  'JsonTableColumn',
  'JsonTablePathSpec',
  'JsonValueExpr',
  'List',
  'MinMaxExpr',
  'NamedArgExpr',
  'NullTest',
  'RangeSubselect',
  'ResTarget',
  'RowExpr',
  'SortBy',
  'String',
  'SubLink',
  'TypeCast',
  'WindowDef',
]);

/** The strings of a list of names; stars and subscripts among them are left out. */
export function nameParts(value: PgValue | undefined): string[] {
  return ((value ?? []) as PgNode[]).flatMap(part => {
    const name = (part.String as PgNode | undefined)?.sval;
    return part.String === undefined ? [] : [String(name ?? '')];
  });
}

/**
 * The schema of the built-in functions says nothing; any other is kept. `"LOWER"` is somebody's own function, not
 * `lower`, so that it stays in quotes.
 */
export function functionName(parts: string[]): string {
  const own = parts[0] === 'pg_catalog' ? parts.slice(1) : parts;
  return joinName(own, /[A-Z."]/);
}

/** The function that stands in FROM; for syntax of its own, such as `current_user`, the kind of its node. */
export function calledName(call: PgNode): string {
  const functionCall = call.FuncCall as PgNode | undefined;
  return functionCall
    ? functionName(nameParts(functionCall.funcname))
    : Object.keys(call)[0].toLowerCase();
}

/** Written without a kind, since the field tells it. */
export function isStructure(value: PgValue): value is PgNode {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.keys(value).some(key => /^[a-z]/.test(key))
  );
}

/** The value of a constant; undefined for any other expression. */
export function literal(
  node: PgNode | undefined,
  kind: 'ival' | 'sval',
): string | number | undefined {
  const constant = (node?.A_Const as PgNode | undefined)?.[kind] as
    | PgNode
    | undefined;
  // The parser leaves out zero and the empty text.
  return constant && ((constant[kind] ?? (kind === 'ival' ? 0 : '')) as string);
}
