const EMPTY: ReadonlySet<string> = new Set();

/** What names mean inside one query: the CTEs that it sees, and what its FROM clause has named so far. */
export class BigQueryScope {
  static readonly EMPTY = new BigQueryScope(EMPTY, undefined, []);

  readonly #ctes: ReadonlySet<string>;
  readonly #outer: BigQueryScope | undefined;
  readonly #aliases: string[];

  private constructor(
    ctes: ReadonlySet<string>,
    outer: BigQueryScope | undefined,
    aliases: string[],
  ) {
    this.#ctes = ctes;
    this.#outer = outer;
    this.#aliases = aliases;
  }

  hasCte(name: string): boolean {
    return this.#ctes.has(fold(name));
  }

  withCte(name: string): BigQueryScope {
    return new BigQueryScope(
      new Set(this.#ctes).add(fold(name)),
      this.#outer,
      this.#aliases,
    );
  }

  /** Of a query that stands in an expression, and may refer to the rows of the queries around. */
  inner(): BigQueryScope {
    return new BigQueryScope(this.#ctes, this, []);
  }

  /** Of a query that stands beside others, such as in FROM or in a set operation. */
  beside(): BigQueryScope {
    return new BigQueryScope(this.#ctes, this.#outer, []);
  }

  /** Of a CTE, which refers to no rows of other queries. */
  alone(): BigQueryScope {
    return new BigQueryScope(this.#ctes, undefined, []);
  }

  /** As it is now: what FROM names later is not seen. */
  soFar(): BigQueryScope {
    return new BigQueryScope(this.#ctes, this.#outer, [...this.#aliases]);
  }

  addAlias(name: string): void {
    this.#aliases.push(fold(name));
  }

  /** Whether `name` is something that a FROM clause has named, here or around. */
  hasAlias(name: string): boolean {
    return (
      this.#aliases.includes(fold(name)) ||
      (this.#outer?.hasAlias(name) ?? false)
    );
  }
}

/** CTEs and aliases do not depend on case. ASCII alone, so that nothing else becomes a letter. */
function fold(name: string): string {
  return name.replace(/[A-Z]/g, letter => letter.toLowerCase());
}
