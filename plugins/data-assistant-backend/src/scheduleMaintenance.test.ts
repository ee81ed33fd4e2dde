import { mockServices } from '@backstage/backend-test-utils';
import { FirstReading } from './readiness/FirstReading';
import { scheduleMaintenance } from './scheduleMaintenance';

describe('scheduleMaintenance', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  async function start(options: {
    run?: () => Promise<void>;
    listClusters: () => Promise<string[]>;
  }) {
    const firstReading = FirstReading.create({ isOver: false });
    const lifecycle = mockServices.lifecycle.mock();
    const every = { minutes: 5 };
    await scheduleMaintenance({
      maintenance: {
        run: options.run ?? (async () => {}),
        refreshSchema: async () => {},
      },
      firstReading,
      retention: { run: jest.fn() },
      listClusters: options.listClusters,
      schedules: {
        context: every,
        schema: every,
        profiles: every,
        embeddings: every,
      },
      scheduler: mockServices.scheduler.mock(),
      lifecycle,
      logger: mockServices.logger.mock(),
    });
    lifecycle.addStartupHook.mock.calls.forEach(([hook]) => hook());
    return {
      firstReading,
      after: (ms: number) => jest.advanceTimersByTimeAsync(ms),
    };
  }

  it('ends the first reading once the catalog gives no further cluster', async () => {
    const clusters: string[] = [];
    const { firstReading, after } = await start({
      listClusters: async () => [...clusters],
    });
    await after(3_000);
    clusters.push('radio');
    await after(1_000);
    expect(firstReading.isOver).toBe(false);
    clusters.push('podcasts');
    await after(3_000);
    expect(firstReading.isOver).toBe(false);
    await after(5_000);
    expect(firstReading.isOver).toBe(true);
  });

  it('takes the time of a round for part of the pause to the next', async () => {
    const { firstReading, after } = await start({
      run: () => new Promise(done => setTimeout(done, 2_500)),
      listClusters: async () => ['radio'],
    });
    await after(5_000);
    expect(firstReading.isOver).toBe(false);
    await after(600);
    expect(firstReading.isOver).toBe(true);
  });

  it('ends it where the catalog has no cluster, and where reading fails', async () => {
    const none = await start({ listClusters: async () => [] });
    await none.after(30_000);
    expect(none.firstReading.isOver).toBe(false);
    await none.after(60_000);
    expect(none.firstReading.isOver).toBe(true);
    const failing = await start({
      listClusters: async () => {
        throw new Error('No database');
      },
    });
    await failing.after(1_000);
    expect(failing.firstReading.isOver).toBe(true);
  });

  it('does not wait for more than a minute for a round of known clusters', async () => {
    const { firstReading, after } = await start({
      run: () => new Promise(() => {}),
      listClusters: async () => ['radio'],
    });
    await after(59_000);
    expect(firstReading.isOver).toBe(false);
    await after(2_000);
    expect(firstReading.isOver).toBe(true);
  });
});
