import { createHash } from 'node:crypto';
import { WarehouseTable } from '@cairn/backstage-plugin-data-assistant-node';
import { reasonOf } from './warehouseFailure';
import { WarehouseRegistry } from './WarehouseRegistry';

/** The tables of one warehouse at one moment. */
export interface TableListing {
  /** Equal for equal tables. */
  fingerprint: string;
  /** By `schema.table`, or undefined. */
  find(name: string): WarehouseTable | undefined;
}

/** Asks each warehouse for its tables at most once, and only when somebody wants to know. */
export class TableListings {
  static create(options: { warehouses: WarehouseRegistry }): TableListings {
    return new TableListings(options.warehouses);
  }

  readonly #warehouses: WarehouseRegistry;
  readonly #listings = new Map<string, Promise<TableListing | undefined>>();
  readonly #failures = new Map<string, unknown>();

  private constructor(warehouses: WarehouseRegistry) {
    this.#warehouses = warehouses;
  }

  /** Undefined when the warehouse does not say; `failures` has why. */
  get(warehouse: string): Promise<TableListing | undefined> {
    const known = this.#listings.get(warehouse);
    if (known) {
      return known;
    }
    const listing = this.#list(warehouse).catch(error => {
      this.#failures.set(warehouse, error);
      return undefined;
    });
    this.#listings.set(warehouse, listing);
    return listing;
  }

  /** Reason by warehouse that did not say. */
  get failures(): ReadonlyMap<string, string> {
    return new Map(
      [...this.#failures].map(([id, error]) => [id, reasonOf(error)]),
    );
  }

  async #list(warehouse: string): Promise<TableListing> {
    const connector = this.#warehouses.find(warehouse);
    if (!connector) {
      throw new Error(
        `There is no warehouse '${warehouse}' in the configuration`,
      );
    }
    const tables = [...(await connector.listTables())].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
    // Only DuckDB takes the letters of a name as equal in either case.
    const fold = (name: string) =>
      connector.dialect === 'duckdb' ? name.toLowerCase() : name;
    const byName = new Map(tables.map(table => [fold(table.name), table]));
    return {
      fingerprint: createHash('sha256')
        .update(JSON.stringify(tables))
        .digest('hex'),
      find: name => byName.get(fold(name)),
    };
  }
}
