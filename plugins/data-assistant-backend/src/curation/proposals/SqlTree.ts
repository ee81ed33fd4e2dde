import { JsonValue } from '@backstage/types';
import { SqlDialect } from '@cairn/backstage-plugin-data-assistant-node';
import { Dialect, init, parse, tokenize } from '@polyglot-sql/sdk';

/** Keys and indexes from the root of a tree to one of its nodes. */
export type TreePath = readonly (string | number)[];

/** A stretch of a text, `end` exclusive, in UTF-16 code units. */
export interface Region {
  start: number;
  end: number;
}

const DIALECTS: Record<SqlDialect, Dialect> = {
  duckdb: Dialect.DuckDB,
  postgres: Dialect.PostgreSQL,
  bigquery: Dialect.BigQuery,
};

/** What two texts of one meaning may differ in: where things stand, and comments. */
const NO_MEANING = /^(?:span|.*comments)$/;

function withoutPlaces(value: unknown): JsonValue {
  if (Array.isArray(value)) {
    return value.map(withoutPlaces);
  }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([key]) => !NO_MEANING.test(key))
          .map(([key, each]) => [key, withoutPlaces(each)]),
      )
    : (value as JsonValue);
}

/** Reads statements of one dialect into trees, in this process. */
export class SqlTreeParser {
  static async create(dialect: SqlDialect): Promise<SqlTreeParser> {
    await init();
    return new SqlTreeParser(DIALECTS[dialect]);
  }

  readonly #dialect: Dialect;

  private constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** The tree without places and comments; undefined for what does not parse. */
  parse(sql: string): JsonValue | undefined {
    const { success, ast } = parse(this.#withoutComments(sql), this.#dialect);
    return success ? withoutPlaces(ast) : undefined;
  }

  /** Where the words, signs and literals stand; none for what has no such parts. */
  tokens(sql: string): Region[] {
    const { success, tokens } = tokenize(sql, this.#dialect);
    if (!success || !tokens) {
      return [];
    }
    // The parser counts code points, of which one may be two code units.
    const offsets: number[] = [];
    let offset = 0;
    for (const character of sql) {
      offsets.push(offset);
      offset += character.length;
    }
    offsets.push(offset);
    return tokens.map(({ span }) => ({
      start: offsets[span.start],
      end: offsets[span.end],
    }));
  }

  /** With spaces for all that is no token: comments hang on nodes, and make them others. */
  #withoutComments(sql: string): string {
    let bare = '';
    for (const { start, end } of this.tokens(sql)) {
      bare = bare.padEnd(start) + sql.slice(start, end);
    }
    return bare || sql;
  }
}

/** The node at a path; undefined when there is none. */
export function nodeAt(
  tree: JsonValue | undefined,
  path: TreePath,
): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (node, key) =>
      node !== null && typeof node === 'object' && Object.hasOwn(node, key)
        ? Reflect.get(node, key)
        : undefined,
    tree,
  );
}

/** Paths at which two trees have different nodes, each as deep as it can be told. */
export function differences(
  a: JsonValue | undefined,
  b: JsonValue | undefined,
  path: TreePath = [],
): TreePath[] {
  if (
    a === null ||
    b === null ||
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    Array.isArray(a) !== Array.isArray(b)
  ) {
    return a === b ? [] : [path];
  }
  const keys = Object.keys(a);
  return keys.length !== Object.keys(b).length ||
    keys.some(key => !Object.hasOwn(b, key))
    ? [path]
    : keys.flatMap(key =>
        differences(nodeAt(a, [key]), nodeAt(b, [key]), [...path, key]),
      );
}
