import { LoggerService } from '@backstage/backend-plugin-api';

/**
 * Tables that a statement reads, as it writes them; undefined when they cannot be told now, because the
 * warehouse does not answer or the statement does not parse.
 */
export type TablesOf = (
  warehouse: string,
  sql: string,
) => Promise<string[] | undefined>;

/**
 * Asks for the tables of statements, once for each statement as long as syncs come across it, and not
 * again in one sync when a warehouse has failed.
 */
export class TableLookup {
  readonly #tablesOf: TablesOf;
  readonly #logger: LoggerService;
  #known = new Map<string, string[]>();
  #used = new Map<string, string[]>();
  #silent = new Set<string>();

  static create(options: { tablesOf: TablesOf; logger: LoggerService }) {
    return new TableLookup(options.tablesOf, options.logger);
  }

  private constructor(tablesOf: TablesOf, logger: LoggerService) {
    this.#tablesOf = tablesOf;
    this.#logger = logger;
  }

  /** Begins a sync; what the last one did not ask for is forgotten. */
  begin(): void {
    this.#known = this.#used;
    this.#used = new Map();
    this.#silent = new Set();
  }

  async find(warehouse: string, sql: string): Promise<string[] | undefined> {
    const key = JSON.stringify([warehouse, sql]);
    const known = this.#used.get(key) ?? this.#known.get(key);
    if (known) {
      this.#used.set(key, known);
      return known;
    }
    if (this.#silent.has(warehouse)) {
      return undefined;
    }
    try {
      const tables = await this.#tablesOf(warehouse, sql);
      if (tables) {
        this.#used.set(key, tables);
      }
      return tables;
    } catch (error) {
      this.#silent.add(warehouse);
      this.#logger.warn(
        `The warehouse '${warehouse}' did not tell which tables pairs read; they keep the datasets they had`,
        error as Error,
      );
      return undefined;
    }
  }
}
