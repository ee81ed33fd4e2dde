import { DialectPolicy } from './dialectPolicies';

const QUOTED = /"/;

/** Where a connection looks for a table when a name leaves that open. */
export interface NameDefaults {
  schema?: string;
  catalog?: string;
}

/** The tables that a statement may read, by the names that it may use for them. */
export class TableAllowList {
  /**
   * @param tables - `schema.table` or `catalog.schema.table` each; where the dialect has wildcard tables, a name
   *   may end in `*` and then lists all tables that begin so
   */
  static create(options: {
    tables: string[];
    policy: DialectPolicy;
    defaults?: NameDefaults;
  }): TableAllowList {
    return new TableAllowList(
      options.tables,
      options.policy,
      options.defaults ?? {},
    );
  }

  readonly #byName = new Map<string, string>();
  readonly #byPrefix = new Map<string, string>();
  readonly #schemasByTable = new Map<string, Set<string>>();
  readonly #policy: DialectPolicy;
  readonly #schema: string | undefined;
  readonly #catalog: string | undefined;

  private constructor(
    tables: string[],
    policy: DialectPolicy,
    defaults: NameDefaults,
  ) {
    this.#policy = policy;
    const schema = defaults.schema ?? policy.defaultSchema;
    this.#schema = schema === undefined ? undefined : this.#fold(schema);
    this.#catalog =
      defaults.catalog === undefined ? undefined : this.#fold(defaults.catalog);
    for (const table of tables) {
      const parts = this.#withoutCatalog(this.#fold(table).split('.'));
      if (
        (parts.length === 2 || parts.length === 3) &&
        !parts.includes('') &&
        !QUOTED.test(table)
      ) {
        const key = parts.join('.');
        const name = parts[parts.length - 1];
        const schemas = this.#schemasByTable.get(name) ?? new Set();
        this.#byName.set(key, table);
        this.#schemasByTable.set(
          name,
          schemas.add(parts.slice(0, -1).join('.')),
        );
        if (policy.wildcards && key.endsWith('*')) {
          this.#byPrefix.set(key.slice(0, -1), table);
        }
      }
    }
  }

  /**
   * The listed table that a name of a statement means. A name without a schema means one only when no
   * other schema of the list has such a table; a name with a catalog means one of that catalog alone,
   * because another may hold tables of the same names. A name with a part in quotes, which has a dot in it,
   * means none: it could be taken for another one.
   */
  resolve(name: string): string | undefined {
    if (QUOTED.test(name)) {
      return undefined;
    }
    const parts = this.#withoutCatalog(this.#fold(name).split('.'));
    if (parts.length === 2 || parts.length === 3) {
      return this.#find(parts.join('.'));
    }
    if (parts.length === 1 && this.#schema !== undefined) {
      const schemas = this.#schemasByTable.get(parts[0]);
      return schemas && schemas.size > 1
        ? undefined
        : this.#find(`${this.#schema}.${parts[0]}`);
    }
    return undefined;
  }

  /** Listed tables with the same last part, whatever the schema. */
  namesakes(name: string): string[] {
    const last = this.#fold(name).split('.').pop() ?? '';
    return [...(this.#schemasByTable.get(last) ?? [])].flatMap(
      schema => this.#byName.get(`${schema}.${last}`) ?? [],
    );
  }

  /** A wildcard of the statement is listed when all that it can mean is. */
  #find(key: string): string | undefined {
    const exact = this.#byName.get(key);
    if (exact !== undefined || this.#byPrefix.size === 0) {
      return exact;
    }
    const wanted = key.endsWith('*') ? key.slice(0, -1) : key;
    for (const [prefix, table] of this.#byPrefix) {
      if (wanted.startsWith(prefix)) {
        return table;
      }
    }
    return undefined;
  }

  #withoutCatalog(parts: string[]): string[] {
    return parts.length === 3 && parts[0] === this.#catalog
      ? parts.slice(1)
      : parts;
  }

  /** ASCII alone, as engines do: `toLowerCase` would also make a `k` of the Kelvin sign. */
  #fold(name: string): string {
    return this.#policy.foldsCase
      ? name.replace(/[A-Z]/g, letter => letter.toLowerCase())
      : name;
  }
}
