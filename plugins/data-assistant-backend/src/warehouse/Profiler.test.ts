import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { DateTime, Duration } from 'luxon';
import { KnexContextStore } from '../curation/store/KnexContextStore';
import { applyMigrations } from '../database';
import {
  exampleUpdate,
  exampleWarehouse,
} from './__testUtils__/exampleWarehouse';
import {
  startTestWarehouse,
  TestWarehouse,
} from './__testUtils__/startTestWarehouse';
import { Profiler } from './Profiler';
import { SchemaSync } from './SchemaSync';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const CLUSTER = 'resource:default/podcasts';
const STREAMS = 'resource:default/streams';
const SHOWS = 'resource:default/shows';

describe.each(databases.eachSupportedId())('Profiler on %p', id => {
  let warehouse: TestWarehouse;
  beforeAll(async () => {
    warehouse = await startTestWarehouse(exampleWarehouse);
  }, 60_000);
  beforeEach(() => warehouse.rebuild(exampleWarehouse));
  afterAll(() => warehouse.stop());

  async function init(databaseId: TestDatabaseId) {
    const database = await applyMigrations(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    const store = KnexContextStore.create({ database });
    const logger = mockServices.logger.mock();
    const clock = { now: DateTime.fromISO('2026-11-20T12:00:00Z') };
    const { warehouses } = warehouse;
    const sync = SchemaSync.create({ store, warehouses, logger });
    const profiler = Profiler.create({
      store,
      warehouses,
      logger,
      maxAge: Duration.fromObject({ hours: 24 }),
      now: () => clock.now,
    });
    const dataset = async (datasetId: string) =>
      (await store.readContext(CLUSTER))?.datasets.find(
        each => each.id === datasetId,
      );
    await store.replaceCluster(exampleUpdate());
    await sync.run();
    return { store, sync, profiler, clock, dataset };
  }

  it('measures what is new, changed or old, and leaves the rest', async () => {
    const { sync, profiler, clock, dataset } = await init(id);
    await expect(profiler.run()).resolves.toEqual({
      profiled: expect.arrayContaining([STREAMS, SHOWS]),
      current: [],
      failed: [],
    });
    await expect(dataset(STREAMS)).resolves.toMatchObject({
      rowCount: 4,
      newest: '2026-11-19',
      profiledAt: '2026-11-20T12:00:00.000Z',
      columns: [
        {
          name: 'day',
          profile: { min: '2026-11-18', max: '2026-11-19', nullShare: 0 },
        },
        { name: 'user_id', profile: { distinctCount: 3, min: 100, max: 102 } },
        {
          name: 'country',
          description: 'Two letters',
          profile: {
            distinctCount: 2,
            nullShare: 0.25,
            commonValues: [
              { value: 'SE', count: 2 },
              { value: 'DE', count: 1 },
            ],
            complete: true,
          },
        },
      ],
    });

    clock.now = clock.now.plus({ hours: 23 });
    const idle = await profiler.run();
    expect({ ...idle, current: idle.current.sort() }).toEqual({
      profiled: [],
      current: [SHOWS, STREAMS],
      failed: [],
    });

    await warehouse.rebuild([
      ...exampleWarehouse,
      "INSERT INTO podcasts.streams VALUES ('2026-11-20', 103, 'FR')",
    ]);
    await expect(profiler.run()).resolves.toMatchObject({
      profiled: [STREAMS],
      current: [SHOWS],
    });
    await expect(dataset(STREAMS)).resolves.toMatchObject({
      rowCount: 5,
      newest: '2026-11-20',
    });

    await warehouse.rebuild([
      ...exampleWarehouse,
      "INSERT INTO podcasts.streams VALUES ('2026-11-20', 103, 'FR')",
      'ALTER TABLE podcasts.shows ADD COLUMN host VARCHAR',
    ]);
    await sync.run();
    await expect(profiler.run()).resolves.toMatchObject({
      profiled: [SHOWS],
      current: [STREAMS],
    });

    clock.now = clock.now.plus({ hours: 24 });
    const { profiled } = await profiler.run();
    expect(profiled.sort()).toEqual([SHOWS, STREAMS]);
  });

  it('goes on after a dataset that fails, and ends early when told to', async () => {
    const { store, sync, profiler, dataset } = await init(id);
    const update = exampleUpdate();
    await store.replaceCluster({
      ...update,
      datasets: update.datasets.map(each =>
        each.id === STREAMS ? { ...each, partitionColumn: 'date' } : each,
      ),
    });
    await sync.run();

    await expect(
      profiler.run({ signal: AbortSignal.abort() }),
    ).resolves.toEqual({ profiled: [], current: [], failed: [] });

    await expect(profiler.run()).resolves.toEqual({
      profiled: [SHOWS],
      current: [],
      failed: [
        {
          datasetId: STREAMS,
          reason: 'The table podcasts.streams has no column date',
        },
      ],
    });
    expect((await dataset(STREAMS))?.profiledAt).toBeUndefined();
  });

  it('keeps the last profile while the warehouse is away', async () => {
    const { profiler, clock, dataset } = await init(id);
    await profiler.run();
    const before = await dataset(STREAMS);
    await warehouse.remove();
    clock.now = clock.now.plus({ days: 2 });
    await expect(profiler.run()).resolves.toMatchObject({
      profiled: [],
      // One is enough to know that the warehouse is away.
      failed: [expect.objectContaining({ reason: expect.any(String) })],
    });
    await expect(dataset(STREAMS)).resolves.toEqual(before);
  });
});
