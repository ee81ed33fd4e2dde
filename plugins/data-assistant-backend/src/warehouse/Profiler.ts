import { LoggerService } from '@backstage/backend-plugin-api';
import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import {
  TableProfile,
  WarehouseConnector,
} from '@cairn/backstage-plugin-data-assistant-node';
import { DateTime, Duration } from 'luxon';
import { ContextStore } from '../curation/ContextStore';
import { readNewest } from './readNewest';
import { isUnavailable, reasonOf } from './warehouseFailure';
import { WarehouseRegistry } from './WarehouseRegistry';

/** As many as a column's profile may hold. */
const COMMON_VALUES = 50;

/** Ids of datasets by what became of them. */
export interface ProfilerResult {
  profiled: string[];
  /** Left alone: the last profile still holds. */
  current: string[];
  failed: { datasetId: string; reason: string }[];
}

/**
 * Measures what the columns of each dataset hold: those never measured, those with a column that is new
 * or of another type, those with a newer partition, and those measured too long ago. One after the
 * other, because the work is the warehouse's.
 */
export class Profiler {
  static create(options: {
    store: ContextStore;
    warehouses: WarehouseRegistry;
    logger: LoggerService;
    /** Age at which a profile is measured again. */
    maxAge: Duration;
    now?: () => DateTime;
  }): Profiler {
    return new Profiler(options);
  }

  readonly #store: ContextStore;
  readonly #warehouses: WarehouseRegistry;
  readonly #logger: LoggerService;
  readonly #maxAge: Duration;
  readonly #now: () => DateTime;

  private constructor(options: Parameters<typeof Profiler.create>[0]) {
    this.#store = options.store;
    this.#warehouses = options.warehouses;
    this.#logger = options.logger;
    this.#maxAge = options.maxAge;
    this.#now = options.now ?? (() => DateTime.utc());
  }

  /** Ends early when `signal` aborts; what was measured is kept. */
  async run(options: { signal?: AbortSignal } = {}): Promise<ProfilerResult> {
    const { signal } = options;
    const result: ProfilerResult = { profiled: [], current: [], failed: [] };
    const silent = new Set<string>();
    for (const clusterId of (await this.#store.listVersions()).keys()) {
      const context = await this.#store.readContext(clusterId);
      for (const dataset of context?.datasets ?? []) {
        if (signal?.aborted) {
          return result;
        }
        const connector = this.#warehouses.find(dataset.warehouse);
        if (!connector || silent.has(connector.id) || dataset.status !== 'ok') {
          continue;
        }
        try {
          if (await this.#isCurrent(connector, dataset, signal)) {
            result.current.push(dataset.id);
          } else {
            await this.#profile(connector, dataset, signal);
            result.profiled.push(dataset.id);
          }
        } catch (error) {
          if (signal?.aborted) {
            return result;
          }
          if (isUnavailable(error)) {
            silent.add(connector.id);
          }
          const reason = reasonOf(error);
          this.#logger.warn(`Could not profile ${dataset.id}: ${reason}`);
          result.failed.push({ datasetId: dataset.id, reason });
        }
      }
    }
    return result;
  }

  async #isCurrent(
    connector: WarehouseConnector,
    dataset: Dataset,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { profiledAt, columns, partitionColumn, table } = dataset;
    if (
      !profiledAt ||
      columns.some(column => !column.profile) ||
      DateTime.fromISO(profiledAt).plus(this.#maxAge) <= this.#now()
    ) {
      return false;
    }
    if (!partitionColumn) {
      return true;
    }
    const newest = await readNewest(connector, {
      table,
      partitionColumn,
      signal,
    });
    return (
      newest === dataset.newest ||
      instantOf(newest) === instantOf(dataset.newest)
    );
  }

  async #profile(
    connector: WarehouseConnector,
    dataset: Dataset,
    signal?: AbortSignal,
  ): Promise<void> {
    const { id, clusterId, table, partitionColumn } = dataset;
    const profile = await connector.profile({
      table,
      partitionColumn,
      commonValues: COMMON_VALUES,
      signal,
    });
    // Measuring takes its time, and meanwhile a schema sync may have written other columns.
    const {
      datasets: [present],
    } = await this.#store.readPieces(clusterId, { datasets: [id] });
    if (present?.table === table) {
      await this.#store.saveDatasetProfile(clusterId, id, {
        ...mergeProfile(present, dataset, profile),
        profiledAt: this.#now().toUTC().toISO()!,
      });
    }
  }
}

/** A column that changed since the measurement began stays without a profile, and is measured next time. */
function mergeProfile(
  present: Dataset,
  measured: Dataset,
  { rowCount, newest, columns }: TableProfile,
): Pick<Dataset, 'columns' | 'rowCount' | 'newest'> {
  const types = new Map(
    measured.columns.map(({ name, nativeType }) => [name, nativeType]),
  );
  return {
    rowCount,
    newest,
    columns: present.columns.map(column =>
      types.get(column.name) === column.nativeType
        ? { ...column, profile: columns[column.name] ?? {} }
        : column,
    ),
  };
}

function instantOf(newest: string | undefined): number | undefined {
  return newest === undefined
    ? undefined
    : DateTime.fromISO(newest, { zone: 'utc' }).toMillis();
}
