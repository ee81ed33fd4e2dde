import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
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
import { SchemaSync } from './SchemaSync';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const CLUSTER = 'resource:default/podcasts';

describe.each(databases.eachSupportedId())('SchemaSync on %p', id => {
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
    await store.replaceCluster(exampleUpdate());
    const { warehouses } = warehouse;
    const sync = SchemaSync.create({ store, warehouses, logger });
    const dataset = async (name: string) =>
      (await store.readContext(CLUSTER))?.datasets.find(each =>
        each.id.endsWith(`/${name}`),
      );
    return { store, sync, dataset };
  }
  const unchanged = { changed: [], unavailable: [], failed: [] };

  it('finds the columns, what is missing, and what changes later', async () => {
    const { sync, dataset, store } = await init(id);
    await expect(sync.run()).resolves.toEqual({
      ...unchanged,
      changed: [CLUSTER],
    });
    await expect(dataset('streams')).resolves.toMatchObject({
      status: 'ok',
      columns: [
        { name: 'day', type: 'date', nativeType: 'DATE', nullable: true },
        {
          name: 'user_id',
          type: 'integer',
          nativeType: 'BIGINT',
          nullable: false,
        },
        {
          name: 'country',
          type: 'string',
          nativeType: 'VARCHAR',
          nullable: true,
          description: 'Two letters',
        },
      ],
    });
    await expect(dataset('episodes')).resolves.toMatchObject({
      status: 'missing',
      columns: [],
    });

    const { version } = (await store.readContext(CLUSTER))!;
    await expect(sync.run()).resolves.toEqual(unchanged);
    await expect(sync.run()).resolves.toEqual(unchanged);
    expect((await store.readContext(CLUSTER))?.version).toBe(version);

    await warehouse.rebuild([
      ...exampleWarehouse,
      'DROP TABLE podcasts.shows',
      'ALTER TABLE podcasts.streams RENAME country TO market',
      'CREATE VIEW podcasts.episodes AS SELECT 1 AS id',
    ]);
    await expect(sync.run()).resolves.toEqual({
      ...unchanged,
      changed: [CLUSTER],
    });
    const streams = await dataset('streams');
    expect(streams?.columns.map(({ name }) => name)).toEqual([
      'day',
      'user_id',
      'market',
    ]);
    await expect(dataset('shows')).resolves.toMatchObject({
      status: 'missing',
      columns: [{ name: 'id' }, { name: 'title' }],
    });
    await expect(dataset('episodes')).resolves.toMatchObject({ status: 'ok' });

    await warehouse.rebuild(exampleWarehouse);
    await expect(sync.run()).resolves.toMatchObject({ changed: [CLUSTER] });
    await expect(dataset('shows')).resolves.toMatchObject({ status: 'ok' });
  });

  it('leaves things as they are while the warehouse is away or not configured', async () => {
    const { sync, dataset, store } = await init(id);
    await sync.run();
    const before = await dataset('streams');
    await warehouse.remove();
    const update = exampleUpdate();
    const [shows] = update.datasets.slice(1);
    await store.replaceCluster({
      ...update,
      datasets: [update.datasets[0], { ...shows, warehouse: 'other' }],
    });

    await expect(sync.run()).resolves.toEqual({
      ...unchanged,
      unavailable: [
        { warehouse: 'example', reason: expect.any(String) },
        {
          warehouse: 'other',
          reason: "There is no warehouse 'other' in the configuration",
        },
      ],
    });
    await expect(dataset('streams')).resolves.toEqual(before);

    await warehouse.rebuild(exampleWarehouse);
    await expect(sync.run()).resolves.toMatchObject({
      changed: [],
      unavailable: [{ warehouse: 'other' }],
    });
  });
});
