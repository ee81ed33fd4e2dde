import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { DateTime, Duration } from 'luxon';
import { KnexContextStore } from '../curation/store/KnexContextStore';
import { applyMigrations } from '../database';
import { AllowListGuard } from '../sql';
import { Profiler, SchemaSync } from '../warehouse';
import {
  exampleUpdate,
  exampleWarehouse,
} from '../warehouse/__testUtils__/exampleWarehouse';
import {
  startTestWarehouse,
  TestWarehouse,
} from '../warehouse/__testUtils__/startTestWarehouse';
import { ContextMaintenance } from './ContextMaintenance';
import { HealthService } from './HealthService';
import { PairValidator } from './PairValidator';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const CLUSTER = 'resource:default/podcasts';
const NOW = '2026-11-20T12:00:00.000Z';

describe.each(databases.eachSupportedId())('ContextMaintenance on %p', id => {
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
    const { warehouses } = warehouse;
    const now = () => DateTime.fromISO(NOW);
    const health = HealthService.create({
      database,
      store,
      logger,
      now,
      questionsSince: async () => ({ asked: 4, answered: 3, unanswered: [] }),
      signals: [
        {
          id: 'wiki',
          title: 'Wiki',
          weight: 100,
          measure: async ({ cluster }) => {
            throw new Error(`No wiki page of ${cluster.name}`);
          },
        },
      ],
    });
    const guard = AllowListGuard.create({ warehouses });
    const syncs = { count: 0, failWith: undefined as Error | undefined };
    const maintenance = ContextMaintenance.create({
      syncClusters: async () => {
        syncs.count++;
        if (syncs.failWith) {
          throw syncs.failWith;
        }
        await store.replaceCluster(exampleUpdate());
      },
      schemaSync: SchemaSync.create({ store, warehouses, logger }),
      profiler: Profiler.create({
        store,
        warehouses,
        logger,
        now,
        maxAge: Duration.fromObject({ days: 1 }),
      }),
      pairValidator: PairValidator.create({ store, guard, logger, now }),
      health,
      logger,
    });
    return { store, maintenance, health, logger, syncs };
  }

  it('brings up a cluster, notices a renamed column, and keeps the scores', async () => {
    const { store, maintenance, health, syncs } = await init(id);
    await Promise.all([maintenance.run(), maintenance.run()]);
    expect(syncs.count).toBe(1);

    const context = await store.readContext(CLUSTER);
    expect(context?.pairs.map(pair => pair.validity.status)).toEqual([
      'valid',
      'valid',
    ]);
    expect(context?.datasets.find(each => each.partitionColumn)?.newest).toBe(
      '2026-11-19',
    );

    // Pairs 1 × 4, freshness 1 × 3, coverage 0.75 × 3, of 10.
    const first = await health.read(CLUSTER);
    expect(first.current).toMatchObject({
      clusterId: CLUSTER,
      score: 93,
      measuredAt: NOW,
      signals: [
        { id: 'pair-validity', value: 1 },
        { id: 'data-freshness', value: 1 },
        { id: 'coverage', value: 0.75 },
        { id: 'wiki', failure: 'No wiki page of podcasts', weight: 100 },
      ],
    });
    expect(first.current?.signals[3]).not.toHaveProperty('value');

    await maintenance.refreshSchema();
    await warehouse.rebuild([
      ...exampleWarehouse,
      'ALTER TABLE podcasts.shows RENAME title TO name',
    ]);
    await maintenance.refreshSchema();
    // Pairs 0.5 × 4 now.
    await expect(health.latest([CLUSTER])).resolves.toEqual(
      new Map([[CLUSTER, 73]]),
    );
    const second = await health.read(CLUSTER);
    expect(second.current?.signals[0]).toMatchObject({
      value: 0.5,
      action: 'Mend 1 pair: podcasts/top-shows',
      facts: [
        { text: '1 of 2 checked pairs run on the present schema' },
        { ref: 'pair:podcasts/top-shows' },
      ],
    });
  });

  it('goes on after a part that failed, and does later what it missed', async () => {
    const { store, maintenance, health, logger, syncs } = await init(id);
    await maintenance.run();
    const statuses = async () =>
      (await store.readContext(CLUSTER))?.pairs.map(
        pair => pair.validity.status,
      );

    syncs.failWith = new Error('The catalog is away');
    await warehouse.remove();
    await maintenance.run();
    expect(logger.error).toHaveBeenCalledWith(
      'Upkeep of the context failed while reading the clusters from the catalog: The catalog is away',
      syncs.failWith,
    );
    await expect(statuses()).resolves.toEqual(['valid', 'valid']);
    await expect(health.latest([CLUSTER])).resolves.toEqual(
      new Map([[CLUSTER, 93]]),
    );

    await warehouse.rebuild([
      ...exampleWarehouse,
      'ALTER TABLE podcasts.shows RENAME title TO name',
    ]);
    await maintenance.refreshSchema();
    await expect(statuses()).resolves.toEqual(['valid', 'broken']);
  });

  it('does nothing when it is told to end before it begins', async () => {
    const { maintenance, health, syncs } = await init(id);
    const signal = AbortSignal.abort();
    await maintenance.run({ signal });
    await maintenance.refreshSchema({ signal });
    expect(syncs.count).toBe(0);
    await expect(health.read(CLUSTER)).resolves.toEqual({ history: [] });
  });
});

describe('HealthService', () => {
  it('refuses signals that would spoil the score', () => {
    const create = (weight: number, signalId: string) => () =>
      HealthService.create({
        ...({} as Parameters<typeof HealthService.create>[0]),
        signals: [
          {
            id: signalId,
            title: 'X',
            weight,
            measure: async () => ({ value: 1, facts: [] }),
          },
        ],
      });
    expect(create(1, 'coverage')).toThrow(
      "There are two health signals with the id 'coverage'",
    );
    expect(create(0, 'x')).toThrow(
      "The health signal 'x' has the weight 0; it must be above 0",
    );
  });
});
