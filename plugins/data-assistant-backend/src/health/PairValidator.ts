import { LoggerService } from '@backstage/backend-plugin-api';
import { DateTime } from 'luxon';
import { ContextStore } from '../curation/ContextStore';
import { SqlGuard } from '../sql/SqlGuard';
import { reasonOf } from '../warehouse/warehouseFailure';
import { checkPair } from './checkPair';

/** What a round of checks found. */
export interface PairValidatorResult {
  valid: number;
  broken: number;
  /** Clusters with a pair whose validity is other than before. */
  changed: string[];
  /** Clusters that could not be checked to the end. Their pairs keep what they had. */
  failed: { clusterId: string; reason: string }[];
}

/** Finds out which pairs still bind to the present schema, and writes it down. */
export class PairValidator {
  static create(options: {
    store: ContextStore;
    guard: SqlGuard;
    logger: LoggerService;
    now?: () => DateTime;
  }): PairValidator {
    return new PairValidator(options);
  }

  readonly #store: ContextStore;
  readonly #guard: SqlGuard;
  readonly #logger: LoggerService;
  readonly #now: () => DateTime;
  /** Context version by cluster in which no pair was left unchecked. Saves work only. */
  readonly #checked = new Map<string, string>();

  private constructor(options: Parameters<typeof PairValidator.create>[0]) {
    this.#store = options.store;
    this.#guard = options.guard;
    this.#logger = options.logger;
    this.#now = options.now ?? (() => DateTime.utc());
  }

  /**
   * Checks the pairs that were never checked and all those of `clusters`; with `all`, every pair. The
   * first failure of a warehouse ends the round for that cluster, the others go on.
   */
  async run(options: {
    clusters?: Iterable<string>;
    all?: boolean;
    signal?: AbortSignal;
  }): Promise<PairValidatorResult> {
    const whole = new Set(options.clusters);
    const result: PairValidatorResult = {
      valid: 0,
      broken: 0,
      changed: [],
      failed: [],
    };
    for (const [clusterId, version] of await this.#store.listVersions()) {
      if (options.signal?.aborted) {
        break;
      }
      const everyPair = options.all || whole.has(clusterId);
      if (!everyPair && this.#checked.get(clusterId) === version) {
        continue;
      }
      try {
        await this.#checkCluster(clusterId, everyPair, result, options.signal);
      } catch (error) {
        const reason = reasonOf(error);
        this.#logger.warn(
          `Could not check the pairs of ${clusterId}: ${reason}`,
        );
        result.failed.push({ clusterId, reason });
      }
    }
    return result;
  }

  async #checkCluster(
    clusterId: string,
    everyPair: boolean,
    result: PairValidatorResult,
    signal?: AbortSignal,
  ): Promise<void> {
    const context = await this.#store.readContext(clusterId);
    for (const pair of context?.pairs ?? []) {
      const before = pair.validity;
      if (!everyPair && before.status !== 'unchecked') {
        continue;
      }
      if (!context || signal?.aborted) {
        return;
      }
      const checked = await checkPair({ pair, context, guard: this.#guard });
      await this.#store.savePairValidity(
        pair.id,
        { ...checked, checkedAt: this.#now().toUTC().toISO()! },
        { of: pair.sql },
      );
      result[checked.status]++;
      if (
        checked.status !== before.status &&
        !result.changed.includes(clusterId)
      ) {
        result.changed.push(clusterId);
      }
    }
    if (context) {
      this.#checked.set(clusterId, context.cluster.contextVersion);
    }
  }
}
