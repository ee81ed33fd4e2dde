import { isDeepStrictEqual } from 'node:util';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ContextStore } from '../curation/ContextStore';
import { mergeSchema } from './mergeSchema';
import { TableListings } from './TableListings';
import { reasonOf } from './warehouseFailure';
import { WarehouseRegistry } from './WarehouseRegistry';

/** What a sync found. */
export interface SchemaSyncResult {
  /** Ids of the clusters with a dataset that is new, changed, gone or back. */
  changed: string[];
  /** Warehouses that did not list their tables, and why. Their datasets stayed as they were. */
  unavailable: { warehouse: string; reason: string }[];
  /** Clusters that could not be brought up to date. */
  failed: { clusterId: string; reason: string }[];
}

/** What a cluster was compared with when it was last found up to date. */
interface SeenCluster {
  version: string;
  fingerprints: ReadonlyMap<string, string | undefined>;
}

/**
 * Brings the schemas of all datasets up to date with their warehouses. A pass over clusters and tables
 * that did not change costs one listing per warehouse and one query, so it may run each minute.
 */
export class SchemaSync {
  static create(options: {
    store: ContextStore;
    warehouses: WarehouseRegistry;
    logger: LoggerService;
  }): SchemaSync {
    return new SchemaSync(options.store, options.warehouses, options.logger);
  }

  readonly #store: ContextStore;
  readonly #warehouses: WarehouseRegistry;
  readonly #logger: LoggerService;
  /** Saves work only: what it misses is compared again. */
  #seen = new Map<string, SeenCluster>();

  private constructor(
    store: ContextStore,
    warehouses: WarehouseRegistry,
    logger: LoggerService,
  ) {
    this.#store = store;
    this.#warehouses = warehouses;
    this.#logger = logger;
  }

  async run(): Promise<SchemaSyncResult> {
    const listings = TableListings.create({ warehouses: this.#warehouses });
    const seen = new Map<string, SeenCluster>();
    const result: SchemaSyncResult = {
      changed: [],
      unavailable: [],
      failed: [],
    };
    for (const [clusterId, version] of await this.#store.listVersions()) {
      const before = this.#seen.get(clusterId);
      if (before && (await isSame(before, version, listings))) {
        seen.set(clusterId, before);
        continue;
      }
      try {
        const { changed, now } = await this.#syncCluster(clusterId, listings);
        if (changed) {
          result.changed.push(clusterId);
        }
        if (now) {
          seen.set(clusterId, now);
        }
      } catch (error) {
        const reason = reasonOf(error);
        this.#logger.error(`Could not sync the schemas of ${clusterId}`, {
          reason,
        });
        result.failed.push({ clusterId, reason });
      }
    }
    this.#seen = seen;
    for (const [warehouse, reason] of [...listings.failures].sort()) {
      this.#logger.warn(
        `The warehouse '${warehouse}' did not list its tables: ${reason}`,
      );
      result.unavailable.push({ warehouse, reason });
    }
    return result;
  }

  async #syncCluster(
    clusterId: string,
    listings: TableListings,
  ): Promise<{ changed: boolean; now?: SeenCluster }> {
    const context = await this.#store.readContext(clusterId);
    if (!context) {
      return { changed: false };
    }
    const fingerprints = new Map<string, string | undefined>();
    const schemas = new Map<string, ReturnType<typeof mergeSchema>>();
    for (const dataset of context.datasets) {
      const listing = await listings.get(dataset.warehouse);
      fingerprints.set(dataset.warehouse, listing?.fingerprint);
      if (!listing) {
        continue;
      }
      const schema = mergeSchema(dataset, listing.find(dataset.table));
      const { status, columns } = dataset;
      if (!isDeepStrictEqual(schema, { status, columns })) {
        schemas.set(dataset.id, schema);
      }
    }
    const saved =
      schemas.size > 0
        ? await this.#store.saveDatasetSchemas(clusterId, schemas)
        : { changed: [] };
    return {
      changed: saved.changed.length > 0,
      now: { version: context.cluster.contextVersion, fingerprints },
    };
  }
}

async function isSame(
  seen: SeenCluster,
  version: string,
  listings: TableListings,
): Promise<boolean> {
  if (seen.version !== version) {
    return false;
  }
  for (const [warehouse, fingerprint] of seen.fingerprints) {
    if ((await listings.get(warehouse))?.fingerprint !== fingerprint) {
      return false;
    }
  }
  return true;
}
