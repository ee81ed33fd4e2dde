import {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { DataAssistantConfig } from './config';
import { RetentionSweep } from './conversations/retention';
import { ContextMaintenance } from './health';
import { FirstReading } from './readiness/FirstReading';

/**
 * Pauses between rounds at start, while the catalog still reads its entities. What is the same in two rounds that
 * begin at least SETTLED_MS apart is taken for whole.
 */
const START_PAUSES_MS = [
  0, 500, 1_000, 2_000, 3_000, 5_000, 5_000, 10_000, 10_000, 30_000,
];
const SETTLED_MS = 2_000;
/** After this what is known of the context is taken for whole; profiles of large warehouses may take longer. */
const FIRST_READING_MS = 60_000;

/** Resolves after the pause, or at once on abort. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(done => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}

/**
 * Keeps the context true to the catalog and the warehouses, once in this process at start and then on
 * schedule in one replica at a time, and deletes what was kept long enough.
 */
export async function scheduleMaintenance(options: {
  maintenance: Pick<ContextMaintenance, 'run' | 'refreshSchema'>;
  /** Ended by the reading at start. */
  firstReading: FirstReading;
  retention: Pick<RetentionSweep, 'run'>;
  /** Ids of the clusters that are known now. */
  listClusters: () => Promise<string[]>;
  schedules: DataAssistantConfig['schedules'];
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): Promise<void> {
  const {
    maintenance,
    firstReading,
    listClusters,
    schedules,
    scheduler,
    lifecycle,
    logger,
  } = options;
  const shutdown = new AbortController();
  const { signal } = shutdown;
  lifecycle.addShutdownHook(() => shutdown.abort());

  const atStart = async () => {
    let before: string | undefined;
    let begunBefore = 0;
    for (const ms of START_PAUSES_MS) {
      await pause(ms, signal);
      if (signal.aborted) {
        return;
      }
      const begun = Date.now();
      await maintenance.run({ signal });
      const clusters = (await listClusters()).sort().join('\n');
      if (
        clusters !== '' &&
        clusters === before &&
        begun - begunBefore >= SETTLED_MS
      ) {
        return;
      }
      before = clusters;
      begunBefore = begun;
    }
    if (before === '') {
      logger.warn(
        'The catalog has no data cluster yet; Resources of the type data-cluster are read on schedule once it has',
      );
    }
  };
  const endOnceKnown = async () => {
    await pause(FIRST_READING_MS, signal);
    if (signal.aborted || firstReading.isOver) {
      return;
    }
    if ((await listClusters()).length > 0) {
      firstReading.end();
    }
  };
  lifecycle.addStartupHook(() => {
    atStart()
      .catch(error =>
        logger.error('Reading the context at start failed', error),
      )
      .finally(() => firstReading.end());
    endOnceKnown().catch(error =>
      logger.error('Looking for what was read at start failed', error),
    );
  });

  await scheduler.scheduleTask({
    id: 'data-assistant-context',
    frequency: schedules.context,
    initialDelay: schedules.context,
    timeout: { minutes: 30 },
    scope: 'global',
    fn: abort => maintenance.run({ signal: abort }),
  });
  await scheduler.scheduleTask({
    id: 'data-assistant-schema',
    frequency: schedules.schema,
    initialDelay: schedules.schema,
    timeout: { minutes: 10 },
    scope: 'global',
    fn: abort => maintenance.refreshSchema({ signal: abort }),
  });
  await scheduler.scheduleTask({
    id: 'data-assistant-retention',
    frequency: { days: 1 },
    initialDelay: { minutes: 10 },
    timeout: { hours: 1 },
    scope: 'global',
    fn: async abort => {
      await options.retention.run({ signal: abort });
    },
  });
}
