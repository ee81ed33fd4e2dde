import { DialectPolicy } from './dialectPolicies';

/** The tables that a statement may read, by the names that it may use for them. */
export class TableAllowList {
  /** @param tables - `schema.table` each */
  static create(options: {
    tables: string[];
    policy: DialectPolicy;
  }): TableAllowList {
    return new TableAllowList(options.tables, options.policy);
  }

  readonly #byName = new Map<string, string>();
  readonly #schemasByTable = new Map<string, Set<string>>();
  readonly #policy: DialectPolicy;

  private constructor(tables: string[], policy: DialectPolicy) {
    this.#policy = policy;
    for (const table of tables) {
      const [schema, name, ...more] = this.#fold(table).split('.');
      if (schema && name && more.length === 0) {
        this.#byName.set(`${schema}.${name}`, table);
        const schemas = this.#schemasByTable.get(name) ?? new Set();
        this.#schemasByTable.set(name, schemas.add(schema));
      }
    }
  }

  /**
   * The listed table that a name of a statement means. A name without a schema means one only when no
   * other schema of the list has such a table; a name with a catalog means none, because another
   * catalog may hold tables of the same names.
   */
  resolve(name: string): string | undefined {
    const parts = this.#fold(name).split('.');
    if (parts.length === 2) {
      return this.#byName.get(parts.join('.'));
    }
    const { defaultSchema } = this.#policy;
    if (parts.length === 1 && defaultSchema) {
      return this.#schemasByTable.get(parts[0])?.size === 1
        ? this.#byName.get(`${defaultSchema}.${parts[0]}`)
        : undefined;
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

  /** ASCII alone, as engines do: `toLowerCase` would also make a `k` of the Kelvin sign. */
  #fold(name: string): string {
    return this.#policy.foldsCase
      ? name.replace(/[A-Z]/g, letter => letter.toLowerCase())
      : name;
  }
}
