import { tokenize } from '../context/tokens';
import { SqlFrame, SqlTrait } from './SqlFrame';
import { stemsOfName } from './stemsOfName';

/** A node of a parsed statement. */
export type Json =
  | null
  | string
  | number
  | boolean
  | Json[]
  | { [key: string]: Json };
type JsonObject = { [key: string]: Json };
type Clause = 'select' | 'filter' | 'group' | 'order' | 'from';

const COMPARISONS: Record<string, SqlTrait> = {
  gt: 'above',
  gte: 'above',
  lt: 'below',
  lte: 'below',
  between: 'between',
  neq: 'not',
  not: 'not',
  except: 'not',
  union: 'or',
  in: 'or',
};
const AGGREGATES: Record<string, SqlTrait> = {
  count: 'count',
  avg: 'average',
  sum: 'sum',
  max: 'max',
  min: 'min',
};
const WITH_LITERAL = new Set('eq neq gt gte lt lte like between'.split(' '));
const KEY = /(^|_)(id|key)$/i;

function stemsOfLiteral({ literal_type, value }: JsonObject): string[] {
  const text = String(value ?? '');
  return literal_type === 'number'
    ? [String(Number(text))]
    : tokenize(text).map(({ stem }) => stem);
}

function asObject(value: Json | undefined): JsonObject | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? value
    : undefined;
}

function nameOf(node: JsonObject): string | undefined {
  const name = asObject(node.name)?.name ?? node.name;
  return typeof name === 'string' ? name : undefined;
}

/** True for `$country IS NULL`, which lets a parameter be left out and is no alternative. */
function isAbsence(value: Json): boolean {
  const test = asObject(asObject(value)?.is_null);
  const inner = asObject(asObject(value)?.paren)?.this;
  return (
    (test !== undefined && asObject(test.this)?.parameter !== undefined) ||
    (inner !== undefined && isAbsence(inner))
  );
}

/** Walks the tree of one statement and gathers what it says of the statement's question. */
export class SqlFrameReader {
  static create(): SqlFrameReader {
    return new SqlFrameReader();
  }

  readonly #traits = new Set<SqlTrait>();
  readonly #words = new Set<string>();
  readonly #selected = new Map<string, string[]>();
  readonly #columns = new Map<string, string[]>();
  readonly #shown = new Set<string>();
  readonly #groupKeys = new Set<string>();
  readonly #conditions: SqlFrame['conditions'] = [];
  readonly #columnNames = new Set<string>();
  readonly #literals = new Set<string>();
  #queries = 0;

  private constructor() {}

  read(ast: Json): SqlFrame {
    this.#walk(ast, 'from');
    return {
      traits: this.#traits,
      words: this.#words,
      selected: [...this.#selected.values()],
      columns: [...this.#columns.values()],
      shown: this.#shown,
      groupKeys: this.#groupKeys,
      conditions: this.#conditions,
      columnNames: this.#columnNames,
      literals: this.#literals,
    };
  }

  #walk(value: Json, clause: Clause): void {
    if (Array.isArray(value)) {
      value.forEach(item => this.#walk(item, clause));
      return;
    }
    for (const [kind, node] of Object.entries(asObject(value) ?? {})) {
      const object = asObject(node);
      if (object && this.#knows(kind, object, clause)) {
        continue;
      }
      if (node !== null && typeof node === 'object') {
        this.#walk(node, clause);
      }
    }
  }

  /** Reads a node of a known kind with all below it; false for any other. */
  #knows(kind: string, node: JsonObject, clause: Clause): boolean {
    if (kind === 'select' && Array.isArray(node.expressions)) {
      this.#query(node);
      return true;
    }
    if (kind === 'column' || kind === 'table') {
      this.#name(kind, node, clause);
      return true;
    }
    if (WITH_LITERAL.has(kind)) {
      this.#condition(node);
    }
    if (kind === 'alias' && clause === 'select') {
      const name = asObject(node.alias)?.name;
      for (const stem of typeof name === 'string' ? stemsOfName(name) : []) {
        this.#shown.add(stem);
        this.#groupKeys.add(stem);
      }
      return false;
    }
    if (kind === 'literal') {
      this.#literal(node);
      return true;
    }
    const aggregate = AGGREGATES[kind];
    if (aggregate) {
      this.#traits.add(aggregate);
      if (node.distinct === true) {
        this.#traits.add('distinct');
      }
    }
    // Rows of another query are no alternatives that a question would name.
    if (COMPARISONS[kind] && !(kind === 'in' && node.query)) {
      this.#traits.add(COMPARISONS[kind]);
    }
    if (node.not === true) {
      this.#traits.add('not');
    }
    if (kind === 'or' && !isAbsence(node.left) && !isAbsence(node.right)) {
      this.#traits.add('or');
    }
    return false;
  }

  #query(node: JsonObject): void {
    const isOutermost = this.#queries++ === 0;
    if (node.distinct === true) {
      this.#traits.add('distinct');
    }
    const { expressions, where_clause, having, group_by, order_by, ...rest } =
      node;
    this.#walk(expressions, isOutermost ? 'select' : 'filter');
    this.#walk(where_clause, 'filter');
    this.#walk(having, 'filter');
    if (group_by) {
      this.#traits.add('each');
      this.#walk(group_by, 'group');
    }
    if (order_by) {
      const isDescending = JSON.stringify(order_by).includes('"desc":true');
      if (node.limit) {
        this.#traits.add('superlative').add(isDescending ? 'max' : 'min');
      } else {
        this.#traits
          .add('sorted')
          .add(isDescending ? 'descending' : 'ascending');
      }
      this.#walk(order_by, 'order');
    }
    this.#walk(rest, 'from');
  }

  #name(kind: 'column' | 'table', node: JsonObject, clause: Clause): void {
    const name = nameOf(node);
    if (name === undefined) {
      return;
    }
    const words = stemsOfName(name);
    words.forEach(word => this.#words.add(word));
    if (kind === 'column') {
      this.#columnNames.add(name.toLowerCase());
    }
    if (kind === 'column' && ['select', 'group', 'order'].includes(clause)) {
      words.forEach(word => this.#shown.add(word));
    }
    if (kind === 'column' && ['select', 'group'].includes(clause)) {
      words.forEach(word => this.#groupKeys.add(word));
    }
    if (kind === 'column' && clause !== 'from') {
      if (clause === 'select') {
        this.#selected.set(name.toLowerCase(), words);
      }
      if (clause === 'select' || !KEY.test(name)) {
        this.#columns.set(name.toLowerCase(), words);
      }
    }
  }

  #condition({ left, right, this: inner, ...rest }: JsonObject): void {
    const column = asObject(asObject(left ?? inner)?.column);
    const literal = asObject(
      asObject(right ?? rest.pattern ?? rest.low)?.literal,
    );
    const name = column && nameOf(column);
    if (name !== undefined && literal) {
      this.#conditions.push({
        column: stemsOfName(name),
        literal: stemsOfLiteral(literal),
      });
    }
  }

  #literal(node: JsonObject): void {
    stemsOfLiteral(node).forEach(stem => this.#literals.add(stem));
  }
}
