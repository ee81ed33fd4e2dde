import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ModelRole } from '@cairn/backstage-plugin-data-assistant-node';
import { ModelSet } from '../agent/ModelSet';
import { WarehouseRegistry } from '../warehouse/WarehouseRegistry';
import { FirstReading } from './FirstReading';

/** Longer than this is no answer for somebody who waits for one. */
const CHECK_MS = 5_000;
/** What was found is told again for so long, so that a probe each second asks no model each second. */
const FRESH_MS = 30_000;

/** Whether something that answers rest on can be reached. */
export interface Reachability {
  reachable: boolean;
  /** Why not, for administrators; no address or credential is in it. */
  reason?: string;
}

export interface Readiness {
  /**
   * `ready`: all can be reached. `degraded`: some questions will fail. `unready`: no warehouse can be reached,
   * so that no question can be answered, or the context has not been read yet.
   */
  status: 'ready' | 'degraded' | 'unready';
  checkedAt: string;
  /** `reading` from the first start on until the context has been read whole once. */
  context: { status: 'reading' | 'read' };
  warehouses: (Reachability & { id: string; dialect: string })[];
  /** Empty when none is configured: then pairs alone answer. */
  models: (Reachability & {
    roles: ModelRole[];
    provider: string;
    model: string;
  })[];
}

/** Tells which warehouses and models can be reached, and whether the context has been read. */
export class ReadinessChecker {
  static create(options: {
    warehouses: WarehouseRegistry;
    models: ModelSet;
    firstReading: Pick<FirstReading, 'isOver'>;
    logger: LoggerService;
    checkMs?: number;
    freshMs?: number;
  }): ReadinessChecker {
    return new ReadinessChecker(options);
  }

  readonly #options: Parameters<typeof ReadinessChecker.create>[0];
  #latest?: { readiness: Promise<Readiness>; at: number; isRead: boolean };

  private constructor(options: Parameters<typeof ReadinessChecker.create>[0]) {
    this.#options = options;
  }

  /** Callers at the same time share one look. */
  async check(): Promise<Readiness> {
    const { freshMs = FRESH_MS, firstReading } = this.#options;
    const isRead = firstReading.isOver;
    if (
      this.#latest?.isRead !== isRead ||
      Date.now() - this.#latest.at >= freshMs
    ) {
      this.#latest = { readiness: this.#look(isRead), at: Date.now(), isRead };
    }
    return this.#latest.readiness;
  }

  async #look(isRead: boolean): Promise<Readiness> {
    const { warehouses: registry, models: set } = this.#options;
    const [warehouses, models] = await Promise.all([
      Promise.all(
        registry.ids().map(async id => ({
          id,
          dialect: registry.find(id)!.dialect,
          ...(await this.#reach(`the warehouse '${id}'`, async () =>
            registry.find(id)!.check(),
          )),
        })),
      ),
      Promise.all(
        set.all.map(async ({ roles, provider }) => ({
          roles,
          provider: provider.id,
          model: provider.model,
          ...(await this.#reach(`the model '${provider.model}'`, async signal =>
            provider.check({ signal }),
          )),
        })),
      ),
    ]);
    return {
      status: isRead ? statusOf(warehouses, models) : 'unready',
      checkedAt: new Date().toISOString(),
      context: { status: isRead ? 'read' : 'reading' },
      warehouses,
      models,
    };
  }

  async #reach(
    what: string,
    check: (signal: AbortSignal) => Promise<void>,
  ): Promise<Reachability> {
    const { checkMs = CHECK_MS, logger } = this.#options;
    const signal = AbortSignal.timeout(checkMs);
    try {
      // Not all of them listen to a signal.
      await Promise.race([check(signal), rejectOn(signal)]);
      return { reachable: true };
    } catch (error) {
      logger.warn(`Cannot reach ${what}`, toError(error));
      return { reachable: false, reason: reasonOf(error) };
    }
  }
}

function statusOf(
  warehouses: Reachability[],
  models: Reachability[],
): Readiness['status'] {
  if (!warehouses.some(({ reachable }) => reachable)) {
    return 'unready';
  }
  return [...warehouses, ...models].every(({ reachable }) => reachable)
    ? 'ready'
    : 'degraded';
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}

const REASONS: Record<string, string> = {
  TimeoutError: 'It did not answer in time',
  timeout: 'It did not answer in time',
  unavailable: 'It cannot be reached, or fails',
  denied: 'It refuses the credentials, or knows no such model',
  'rate-limited': 'It asks to be left alone for a while',
};

/** The log has the rest, which may name hosts. */
function reasonOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: string; name?: string };
  return REASONS[code ?? ''] ?? REASONS[name ?? ''] ?? 'See the log';
}
