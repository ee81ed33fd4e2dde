import { JsonValue } from '@backstage/types';
import {
  differences,
  nodeAt,
  Region,
  SqlTreeParser,
  TreePath,
} from './SqlTree';

/** A column as the SQL names it. */
export interface ColumnName {
  name: string;
  /** Alias or name of the table, where it is written. */
  table?: string;
}

export type Comparison = 'eq' | 'neq' | 'lt' | 'lte' | 'gt' | 'gte';

/** What a literal does in its statement. */
export type LiteralUse =
  | {
      kind: 'comparison';
      operator: Comparison;
      /** Left out when it is compared with an expression. */
      column?: ColumnName;
      /** The aggregate that it is compared with, if it is one: `count`. */
      aggregate?: string;
      /** Of the conjunction that the comparison is part of: conditions of one hold together. */
      conjunction: string;
    }
  | { kind: 'limit' }
  | { kind: 'list' }
  | { kind: 'pattern' };

/** A literal of a statement, the place where a parameter may stand instead. */
export interface SqlLiteral extends Region {
  /** As it is written, its type in front of it included. */
  text: string;
  value: string;
  kind: 'string' | 'number' | 'date';
  use: LiteralUse;
  path: TreePath;
}

/** More than a person would look through. */
const MAX_LITERALS = 60;
/** Literals where no parameter may stand cost some. */
const MAX_PARSES = 40;
const PROBE = 'cairn_probe';
const LITERAL = /^(?:'|\.?\d)/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const OPERATORS: Record<string, Comparison> = {
  eq: 'eq',
  neq: 'neq',
  lt: 'lt',
  lte: 'lte',
  gt: 'gt',
  gte: 'gte',
};
const MIRRORED: Record<Comparison, Comparison> = {
  eq: 'eq',
  neq: 'neq',
  lt: 'gt',
  lte: 'gte',
  gt: 'lt',
  gte: 'lte',
};
const AGGREGATES = ['count', 'sum', 'avg', 'min', 'max'];
const PATTERNS = new Set(['like', 'i_like', 'similar_to', 'regexp_like']);

function columnAt(node: JsonValue | undefined): ColumnName | undefined {
  const name = nodeAt(node, ['column', 'name', 'name']);
  const table = nodeAt(node, ['column', 'table', 'name']);
  return typeof name === 'string'
    ? { name, ...(typeof table === 'string' ? { table } : {}) }
    : undefined;
}

function conjunctionOf(path: TreePath): string {
  let root = path;
  while (root.at(-2) === 'and') {
    root = root.slice(0, -2);
  }
  return JSON.stringify(root);
}

/** What the node at a path does there; undefined where no parameter could stand for it. */
function useOf(tree: JsonValue, literal: TreePath): LiteralUse | undefined {
  let path = literal;
  while (
    path.at(-1) === 'this' &&
    (path.at(-2) === 'cast' || path.at(-2) === 'paren')
  ) {
    path = path.slice(0, -2);
  }
  const side = path.at(-1);
  const operator = String(path.at(-2));
  const parent = path.slice(0, -1);
  const node = path.slice(0, -2);
  const comparison = (
    as: Comparison,
    other: JsonValue | undefined,
  ): LiteralUse => {
    const column = columnAt(other);
    const aggregate = AGGREGATES.find(
      name => nodeAt(other, [name]) !== undefined,
    );
    return {
      kind: 'comparison',
      operator: as,
      ...(column ? { column } : {}),
      ...(aggregate ? { aggregate } : {}),
      conjunction: conjunctionOf(node),
    };
  };
  if (operator in OPERATORS && (side === 'left' || side === 'right')) {
    const as = OPERATORS[operator];
    const other = nodeAt(tree, [...parent, side === 'left' ? 'right' : 'left']);
    return comparison(side === 'left' ? MIRRORED[as] : as, other);
  }
  if (operator === 'between' && (side === 'low' || side === 'high')) {
    return nodeAt(tree, [...parent, 'not']) === true
      ? undefined
      : comparison(
          side === 'low' ? 'gte' : 'lte',
          nodeAt(tree, [...parent, 'this']),
        );
  }
  if (operator === 'expressions' && path.at(-3) === 'in') {
    const list = nodeAt(tree, parent);
    const not = nodeAt(tree, [...node, 'not']) === true;
    return Array.isArray(list) && list.length === 1
      ? comparison(not ? 'neq' : 'eq', nodeAt(tree, [...node, 'this']))
      : { kind: 'list' };
  }
  if (
    (operator === 'limit' && side === 'this') ||
    (operator === 'fetch' && side === 'count')
  ) {
    return { kind: 'limit' };
  }
  return PATTERNS.has(operator) ? { kind: 'pattern' } : undefined;
}

interface Located {
  region: Region;
  path: TreePath;
  type: string;
  value: string;
}

/**
 * Where the tree holds what stands in regions of the text: with parameters there the statement must be the
 * same tree but for as many literals. Where it is not, the halves are tried on their own.
 */
function locate(
  regions: Region[],
  tree: JsonValue,
  parse: (probes: Region[]) => JsonValue | undefined,
): Located[] {
  if (regions.length === 0) {
    return [];
  }
  const probed = parse(regions);
  const paths = probed === undefined ? [] : differences(tree, probed);
  const located = paths.flatMap((path): Located[] => {
    const type = nodeAt(tree, [...path, 'literal', 'literal_type']);
    const value = nodeAt(tree, [...path, 'literal', 'value']);
    const name = nodeAt(probed, [...path, 'parameter', 'name']);
    const index =
      typeof name === 'string' && name.startsWith(PROBE)
        ? Number(name.slice(PROBE.length))
        : NaN;
    const region = regions[index];
    return region && typeof type === 'string' && typeof value === 'string'
      ? [{ region, path, type, value }]
      : [];
  });
  if (located.length === regions.length && paths.length === regions.length) {
    return located;
  }
  const half = Math.ceil(regions.length / 2);
  return regions.length === 1
    ? []
    : [
        ...locate(regions.slice(0, half), tree, parse),
        ...locate(regions.slice(half), tree, parse),
      ];
}

function kindOf(type: string, value: string): SqlLiteral['kind'] | undefined {
  switch (type) {
    case 'number':
      return 'number';
    case 'string':
      return DAY.test(value) ? 'date' : 'string';
    case 'date':
      return DAY.test(value) ? 'date' : undefined;
    default:
      return undefined;
  }
}

/**
 * The literals of a statement that are compared with something or limit its rows, in order. A tree does not
 * say where its literals stand in the text, so they are found by probes.
 */
export function findLiterals(
  parser: SqlTreeParser,
  sql: string,
  tree: JsonValue,
): SqlLiteral[] {
  const tokens = parser.tokens(sql);
  const textOf = ({ start, end }: Region) => sql.slice(start, end);
  const regions = tokens.flatMap((token, index) => {
    const before = tokens[index - 1];
    const isDated = before && /^date$/i.test(textOf(before));
    return LITERAL.test(textOf(token))
      ? [isDated ? { start: before.start, end: token.end } : token]
      : [];
  });
  let parses = 0;
  const located = locate(regions.slice(0, MAX_LITERALS), tree, probes => {
    parses++;
    return parses > MAX_PARSES
      ? undefined
      : parser.parse(withProbes(sql, probes));
  });
  return located
    .flatMap(({ region, path, type, value }): SqlLiteral[] => {
      const kind = kindOf(type, value);
      const use = useOf(tree, path);
      return kind && use
        ? [{ ...region, text: textOf(region), value, kind, use, path }]
        : [];
    })
    .sort((a, b) => a.start - b.start);
}

function withProbes(sql: string, regions: Region[]): string {
  let written = '';
  let from = 0;
  for (const [index, { start, end }] of regions.entries()) {
    written += `${sql.slice(from, start)}$${PROBE}${index}`;
    from = end;
  }
  return written + sql.slice(from);
}
