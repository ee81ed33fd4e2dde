import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import { ClusterUpdate } from '../ContextStore';
import { KnexContextStore } from './KnexContextStore';

jest.setTimeout(120_000);

const ID = 'resource:default/sales';
const datasetId = (n: number) => `resource:default/sales-${n}`;

const update = (sizes: {
  datasets: number;
  pairs?: number;
}): ClusterUpdate => ({
  cluster: {
    id: ID,
    name: 'sales',
    title: 'Sales',
    ownerRef: 'group:default/sales',
    warehouse: 'example',
    audience: [],
  },
  datasets: Array.from({ length: sizes.datasets }, (_, n) => ({
    id: datasetId(n),
    title: `T${n}`,
    warehouse: 'example',
    table: `sales.t${n}`,
  })),
  pairs: Array.from({ length: sizes.pairs ?? 0 }, (_, n) => ({
    id: `sales/p${n}`,
    question: `How many of ${n}?`,
    phrasings: [],
    sql: `SELECT count(*) FROM sales.t${n}`,
    parameters: [],
    datasets: [datasetId(n)],
    path: `pairs/p${n}.sql`,
  })),
  docs: [
    { id: 'sales/d', title: 'D', body: 'Text', terms: [], path: 'docs/d.md' },
  ],
  problems: [],
});

const columns: Dataset['columns'] = [
  { name: 'day', type: 'date', nativeType: 'DATE', nullable: false },
];

describe('KnexContextStore with large contexts', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  const ids = databases.eachSupportedId().map(([id]) => id);

  async function createStore(databaseId: (typeof ids)[number]) {
    const database = await databases.init(databaseId);
    await database.migrate.latest({
      directory: resolvePackagePath(
        '@cairn/backstage-plugin-data-assistant-backend',
        'migrations',
      ),
    });
    return KnexContextStore.create({ database });
  }

  it.each(ids)(
    'reads every row once, however many there are, %p',
    async databaseId => {
      const store = await createStore(databaseId);
      for (const datasets of [0, 49, 50, 51, 100, 137]) {
        await store.replaceCluster(update({ datasets, pairs: datasets }));
        const context = (await store.readContext(ID))!;
        expect(context.counts).toMatchObject({ datasets, pairs: datasets });
        expect(new Set(context.datasets.map(({ id }) => id)).size).toBe(
          datasets,
        );
        expect(new Set(context.pairs.map(({ id }) => id)).size).toBe(datasets);
      }
    },
  );

  it.each(ids)(
    'gives other work its turn while it reads, %p',
    async databaseId => {
      const store = await createStore(databaseId);
      await store.replaceCluster(update({ datasets: 400 }));
      let turns = 0;
      const timer = setInterval(() => turns++, 0);
      await store.readContext(ID);
      clearInterval(timer);
      expect(turns).toBeGreaterThan(0);
    },
  );

  it.each(ids)('reads pieces in the order asked, %p', async databaseId => {
    const store = await createStore(databaseId);
    await store.replaceCluster(update({ datasets: 700, pairs: 3 }));
    const wanted = Array.from({ length: 650 }, (_, n) => datasetId(699 - n));
    const { datasets, pairs, docs } = await store.readPieces(ID, {
      datasets: wanted,
      pairs: ['sales/p2', 'sales/none', "x' OR 1=1 --", 'sales/p0'],
    });
    expect(datasets.map(({ id }) => id)).toEqual(wanted);
    expect(pairs.map(({ id }) => id)).toEqual(['sales/p2', 'sales/p0']);
    expect(docs).toEqual([]);
    expect(
      await store.readPieces('resource:default/other', {
        pairs: ['sales/p2'],
        docs: ['sales/d'],
      }),
    ).toEqual({ datasets: [], pairs: [], docs: [] });
  });

  it.each(ids)(
    'writes the schemas of many datasets at once, %p',
    async databaseId => {
      const store = await createStore(databaseId);
      await store.replaceCluster(update({ datasets: 3 }));
      const save = (n: number[], status: Dataset['status'] = 'ok') =>
        store.saveDatasetSchemas(
          ID,
          new Map(n.map(each => [datasetId(each), { status, columns }])),
        );
      expect(await save([0, 1, 99])).toEqual({
        changed: [datasetId(0), datasetId(1)],
      });
      const version = (await store.listVersions()).get(ID);
      expect(await save([0, 1])).toEqual({ changed: [] });
      expect((await store.listVersions()).get(ID)).toBe(version);
      expect(await save([1, 2], 'missing')).toEqual({
        changed: [datasetId(1), datasetId(2)],
      });
      expect((await store.listVersions()).get(ID)).not.toBe(version);
      expect((await store.readContext(ID))?.datasets).toMatchObject([
        { status: 'ok', columns },
        { status: 'missing' },
        { status: 'missing' },
      ]);
    },
  );

  it.each(ids)(
    'bounds what a connector says that a column holds, %p',
    async databaseId => {
      const store = await createStore(databaseId);
      await store.replaceCluster(update({ datasets: 1 }));
      const profile = {
        distinctCount: 10_000_000,
        min: 'x'.repeat(5_000),
        max: 'z',
        complete: true,
        commonValues: Array.from({ length: 100_000 }, (_, n) => ({
          value: n === 0 ? 'y'.repeat(100_000) : `value ${n}`,
          count: 100_000 - n,
        })),
      };
      const hostile = [{ ...columns[0], profile }];
      const kept = {
        distinctCount: 10_000_000,
        max: 'z',
        complete: false,
        commonValues: profile.commonValues.slice(1, 50),
      };
      await store.saveDatasetProfile(ID, datasetId(0), { columns: hostile });
      expect(
        (await store.readContext(ID))?.datasets[0].columns[0].profile,
      ).toEqual(kept);
      await store.saveDatasetSchema(ID, datasetId(0), {
        status: 'ok',
        columns: hostile,
      });
      expect(
        (await store.readContext(ID))?.datasets[0].columns[0].profile,
      ).toEqual(kept);
    },
  );
});
