import { LoggerService } from '@backstage/backend-plugin-api';
import { Profiler } from '../warehouse/Profiler';
import { SchemaSync } from '../warehouse/SchemaSync';
import { reasonOf } from '../warehouse/warehouseFailure';
import { HealthService } from './HealthService';
import { PairValidator } from './PairValidator';

/** Any part of the upkeep may be asked to end early. */
interface MaintenanceOptions {
  signal?: AbortSignal;
}

/**
 * Keeps the context true to the catalog and the warehouses. A part that fails is logged and the next one
 * starts all the same; what it missed is done in a later round.
 */
export class ContextMaintenance {
  static create(options: {
    /** Reads clusters and their context files from the catalog. */
    syncClusters: () => Promise<unknown>;
    schemaSync: SchemaSync;
    profiler: Profiler;
    pairValidator: PairValidator;
    health: HealthService;
    logger: LoggerService;
  }): ContextMaintenance {
    return new ContextMaintenance(options);
  }

  readonly #parts: Parameters<typeof ContextMaintenance.create>[0];
  readonly #logger: LoggerService;
  /** Clusters whose pairs must be checked again, since their schema changed or the last check failed. */
  readonly #unsettled = new Set<string>();
  #run: Promise<void> | undefined;
  #refresh: Promise<void> | undefined;

  private constructor(parts: Parameters<typeof ContextMaintenance.create>[0]) {
    this.#parts = parts;
    this.#logger = parts.logger;
  }

  /**
   * All of it: clusters and their files, schemas, every pair, profiles, health. Calls during one that is
   * under way get its end.
   */
  run(options: MaintenanceOptions = {}): Promise<void> {
    this.#run ??= this.#runAll(options).finally(() => {
      this.#run = undefined;
    });
    return this.#run;
  }

  /**
   * The cheap part, for often: schemas, and where they changed the pairs and the health. Calls during
   * one that is under way get its end.
   */
  refreshSchema(options: MaintenanceOptions = {}): Promise<void> {
    this.#refresh ??= this.#refreshChanged(options).finally(() => {
      this.#refresh = undefined;
    });
    return this.#refresh;
  }

  async #runAll({ signal }: MaintenanceOptions): Promise<void> {
    const { syncClusters, profiler, health } = this.#parts;
    await this.#part('reading the clusters from the catalog', signal, () =>
      syncClusters(),
    );
    await this.#syncSchemas(signal);
    // Pairs come before profiles: they are quick to check, and only checked ones answer.
    await this.#checkPairs({ all: true, signal });
    const profiles = await this.#part('profiling', signal, () =>
      profiler.run({ signal }),
    );
    if (profiles) {
      const { profiled, current, failed } = profiles;
      this.#logger.info(
        `Profiled ${profiled.length} datasets; ${current.length} were current, ${failed.length} failed`,
      );
    }
    await this.#part('measuring health', signal, () =>
      health.measure({ signal }),
    );
  }

  async #refreshChanged({ signal }: MaintenanceOptions): Promise<void> {
    const changed = await this.#syncSchemas(signal);
    const checked = await this.#checkPairs({ signal });
    const clusters = new Set([...changed, ...checked]);
    if (clusters.size) {
      await this.#part('measuring health', signal, () =>
        this.#parts.health.measure({ clusters, signal }),
      );
    }
  }

  /** Ids of the clusters that changed. */
  async #syncSchemas(signal?: AbortSignal): Promise<string[]> {
    const result = await this.#part('syncing schemas', signal, () =>
      this.#parts.schemaSync.run(),
    );
    for (const clusterId of result?.changed ?? []) {
      this.#unsettled.add(clusterId);
    }
    return result?.changed ?? [];
  }

  /** Ids of the clusters in which the validity of a pair is another now. */
  async #checkPairs(options: {
    all?: boolean;
    signal?: AbortSignal;
  }): Promise<string[]> {
    const { all, signal } = options;
    // Taken out first, so that a change found meanwhile stays in.
    const clusters = [...this.#unsettled];
    this.#unsettled.clear();
    const result = await this.#part('checking pairs', signal, () =>
      this.#parts.pairValidator.run({ clusters, all, signal }),
    );
    const missed =
      result && !signal?.aborted
        ? result.failed.map(({ clusterId }) => clusterId)
        : clusters;
    missed.forEach(clusterId => this.#unsettled.add(clusterId));
    if (!result) {
      return [];
    }
    if (result.valid + result.broken > 0) {
      this.#logger.info(
        `Checked pairs: ${result.valid} run, ${result.broken} are broken`,
      );
    }
    return result.changed;
  }

  /** Undefined when the part failed or was not begun. */
  async #part<T>(
    name: string,
    signal: AbortSignal | undefined,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    if (signal?.aborted) {
      return undefined;
    }
    try {
      return await work();
    } catch (error) {
      this.#logger.error(
        `Upkeep of the context failed while ${name}: ${reasonOf(error)}`,
        error instanceof Error ? error : undefined,
      );
      return undefined;
    }
  }
}
