import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ClusterContext,
  ClusterHealth,
  HealthSnapshot,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  HealthSignal,
  QuestionCounts,
} from '@cairn/backstage-plugin-data-assistant-node';
import { Knex } from 'knex';
import { DateTime, Duration } from 'luxon';
import { ContextStore, StoredContext } from '../curation/ContextStore';
import { reasonOf } from '../warehouse/warehouseFailure';
import { HealthReader } from './HealthReader';
import { HealthSnapshotStore } from './HealthSnapshotStore';
import { measureSignal, scoreOf } from './measureSignal';
import {
  CoverageSignal,
  DataFreshnessSignal,
  PairValiditySignal,
} from './signals';

/** A year and a month, so that a season can be compared with the one before. */
const RETENTION = Duration.fromObject({ days: 400 });

/** How often questions that touched a cluster were answered. */
export type QuestionsSince = (
  clusterId: string,
  since: Date,
) => Promise<QuestionCounts>;

/** Measures the health of clusters, keeps what it measured, and reads it back. */
export class HealthService implements HealthReader {
  /**
   * @param options.signals - further signals, beside pair validity, data freshness and coverage
   * @throws Error when two signals have one id, or one has no positive weight
   */
  static create(options: {
    database: Knex;
    store: ContextStore;
    questionsSince: QuestionsSince;
    logger: LoggerService;
    signals?: HealthSignal[];
    now?: () => DateTime;
  }): HealthService {
    const signals = [
      PairValiditySignal.create(),
      DataFreshnessSignal.create(),
      CoverageSignal.create(),
      ...(options.signals ?? []),
    ];
    const ids = new Set<string>();
    for (const { id, weight } of signals) {
      if (ids.has(id)) {
        throw new Error(`There are two health signals with the id '${id}'`);
      }
      if (!(weight > 0 && Number.isFinite(weight))) {
        throw new Error(
          `The health signal '${id}' has the weight ${weight}; it must be above 0`,
        );
      }
      ids.add(id);
    }
    return new HealthService(options, signals);
  }

  readonly #snapshots: HealthSnapshotStore;
  readonly #store: ContextStore;
  readonly #questionsSince: QuestionsSince;
  readonly #logger: LoggerService;
  readonly #signals: HealthSignal[];
  readonly #now: () => DateTime;

  private constructor(
    options: Parameters<typeof HealthService.create>[0],
    signals: HealthSignal[],
  ) {
    this.#store = options.store;
    this.#questionsSince = options.questionsSince;
    this.#logger = options.logger;
    this.#signals = signals;
    this.#now = options.now ?? (() => DateTime.utc());
    this.#snapshots = HealthSnapshotStore.create({
      database: options.database,
      now: this.#now,
    });
  }

  latest(ids: string[]): Promise<Map<string, number | undefined>> {
    return this.#snapshots.latest(ids);
  }

  read(clusterId: string): Promise<ClusterHealth> {
    return this.#snapshots.read(clusterId);
  }

  /** Measures these clusters, or all, and forgets old snapshots. One that fails does not stop the others. */
  async measure(
    options: { clusters?: Iterable<string>; signal?: AbortSignal } = {},
  ): Promise<{ measured: string[] }> {
    const wanted = options.clusters && new Set(options.clusters);
    const measured: string[] = [];
    for (const clusterId of (await this.#store.listVersions()).keys()) {
      if (options.signal?.aborted) {
        return { measured };
      }
      if (wanted && !wanted.has(clusterId)) {
        continue;
      }
      try {
        const context = await this.#store.readContext(clusterId);
        if (context) {
          await this.#snapshots.insert(await this.#measureCluster(context));
          measured.push(clusterId);
        }
      } catch (error) {
        this.#logger.error(`Could not measure the health of ${clusterId}`, {
          reason: reasonOf(error),
        });
      }
    }
    await this.#snapshots.prune({ olderThan: RETENTION });
    return { measured };
  }

  async #measureCluster(stored: StoredContext): Promise<HealthSnapshot> {
    const now = this.#now().toUTC();
    const clusterId = stored.cluster.id;
    const context = {
      cluster: asSeenBySignals(stored),
      now: now.toJSDate(),
      questionsSince: (since: Date) => this.#questionsSince(clusterId, since),
    };
    const signals = await Promise.all(
      this.#signals.map(signal => measureSignal({ signal, context })),
    );
    for (const { id, failure } of signals) {
      if (failure !== undefined) {
        this.#logger.debug(`No ${id} of ${clusterId}: ${failure}`);
      }
    }
    const score = scoreOf(signals);
    return {
      clusterId,
      ...(score === undefined ? {} : { score }),
      measuredAt: now.toISO()!,
      signals,
    };
  }
}

/** Signals see the whole context; `can` is about a caller, and here is none. */
function asSeenBySignals(stored: StoredContext): ClusterContext {
  const { cluster, ...context } = stored;
  return {
    ...context,
    owner: cluster.ownerRef,
    can: { ask: false, curate: false },
  };
}
