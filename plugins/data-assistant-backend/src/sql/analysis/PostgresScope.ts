import { calledName, nameParts, PgNode, PgValue } from './postgresNodes';

/** Columns of a function in FROM that may give plain values; undefined for what gives rows for sure. */
type Columns = ReadonlySet<string> | undefined;

/** Of the functions that may be read from, beside a column of the alias's own name. */
export const FUNCTION_COLUMNS: readonly string[] = [
  'key',
  'value',
  'ordinality',
];

/** What names mean at one place of a statement. */
export class PostgresScope {
  static readonly EMPTY = new PostgresScope(new Set(), new Map());

  readonly #ctes: ReadonlySet<string>;
  readonly #sources: ReadonlyMap<string, Columns>;

  private constructor(
    ctes: ReadonlySet<string>,
    sources: ReadonlyMap<string, Columns>,
  ) {
    this.#ctes = ctes;
    this.#sources = sources;
  }

  hasCte(name: string): boolean {
    return this.#ctes.has(name);
  }

  /** False when `source.column` can only be a call of a function. */
  mayHaveColumn(source: string, column: string): boolean {
    return this.#sources.get(source)?.has(column) ?? true;
  }

  withCte(name: string): PostgresScope {
    return new PostgresScope(new Set(this.#ctes).add(name), this.#sources);
  }

  /** With what a FROM clause adds; its names hide those of the queries around. */
  withSources(fromClause: PgValue | undefined): PostgresScope {
    const sources = new Map(this.#sources);
    addSources(fromClause, sources);
    return new PostgresScope(this.#ctes, sources);
  }
}

function addSources(
  value: PgValue | undefined,
  sources: Map<string, Columns>,
): void {
  // Joins nest to the left, as long as the statement has them.
  const waiting = [value];
  while (waiting.length > 0) {
    const item = waiting.pop();
    if (Array.isArray(item)) {
      waiting.push(...item);
    } else if (item !== null && typeof item === 'object') {
      const [kind] = Object.keys(item);
      const source = item[kind] as PgNode;
      const alias = source.alias as PgNode | undefined;
      if (kind === 'JoinExpr') {
        waiting.push(source.larg, source.rarg);
      } else if (kind === 'RangeTableSample') {
        waiting.push(source.relation);
      }
      const name = alias?.aliasname ?? source.relname ?? calledIn(source);
      if (name !== undefined) {
        sources.set(
          String(name),
          kind === 'RangeFunction'
            ? functionColumns(source, String(name))
            : undefined,
        );
      }
    }
  }
}

function calledIn(source: PgNode): string | undefined {
  const [first] = (source.functions ?? []) as PgNode[];
  const items = (first?.List as PgNode | undefined)?.items as
    | PgNode[]
    | undefined;
  return items && calledName(items[0]).split('.').pop();
}

function functionColumns(source: PgNode, name: string): Columns {
  const alias = source.alias as PgNode | undefined;
  const defined = [source.coldeflist, definitionsIn(source)].flatMap(list =>
    ((list ?? []) as PgNode[]).map(column =>
      String((column.ColumnDef as PgNode).colname),
    ),
  );
  // A single column is called like its source, unless the alias calls it otherwise.
  const named = nameParts(alias?.colnames);
  return new Set([
    ...(named.length ? named : [name]),
    ...defined,
    ...FUNCTION_COLUMNS,
  ]);
}

/** Of `ROWS FROM (f() AS (a int))`. */
function definitionsIn(source: PgNode): PgValue[] {
  return ((source.functions ?? []) as PgNode[]).flatMap(item => {
    const columns = ((item.List as PgNode).items as PgNode[])[1];
    const list = columns?.List as PgNode | undefined;
    return (list?.items as PgValue[] | undefined) ?? [];
  });
}
