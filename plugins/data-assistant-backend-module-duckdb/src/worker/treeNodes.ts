// Kinds of nodes in a tree of `json_serialize_sql` whose every member is walked.

export const EXPRESSION_CLASSES: ReadonlySet<string> = new Set([
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

export const QUERY_NODES: ReadonlySet<string> = new Set([
  'SELECT_NODE',
  'SET_OPERATION_NODE',
  'RECURSIVE_CTE_NODE',
]);

export const TABLE_REFERENCES: ReadonlySet<string> = new Set([
  'BASE_TABLE',
  'EMPTY',
  'EXPRESSION_LIST',
  'JOIN',
  'PIVOT',
  'SUBQUERY',
  'TABLE_FUNCTION',
]);

/** Modifiers, the order of a sort, and details of a type. */
export const OTHER_TYPES =
  /^(ORDER|LIMIT|LIMIT_PERCENT|DISTINCT)_MODIFIER$|^(ORDER_DEFAULT|ASCENDING|DESCENDING)$|_TYPE_INFO$/;

/** Bare words that the binder reads as functions when no column is called so, and that do not tell the time. */
export const SESSION_WORDS: ReadonlySet<string> = new Set([
  'current_catalog',
  'current_role',
  'current_schema',
  'current_user',
  'session_user',
  'user',
]);

/** Functions that the engine calls for forms of the language, such as `x.a`, `x[1]` or a scalar subquery, without a call in the tree. */
export const IMPLIED_FUNCTIONS: readonly string[] = [
  '->',
  '->>',
  'array_agg',
  'array_extract',
  'array_slice',
  'contains',
  'count',
  'count_star',
  'error',
  'first',
  'list',
  'list_value',
  'map',
  'row',
  'struct_extract',
  'struct_extract_at',
  'struct_pack',
  'unnest',
];
