import { TestDatabases } from '@backstage/backend-test-utils';
import { openStore } from './__testUtils__/openStore';
import {
  podcastPair,
  PODCASTS,
  podcastUpdate,
  streamColumns,
  STREAMS,
} from './__testUtils__/podcastUpdate';

jest.setTimeout(60_000);

describe('KnexContextStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  const ids = databases.eachSupportedId().map(([id]) => id);

  it.each(ids)('keeps a context as it came, %p', async databaseId => {
    const store = await openStore(await databases.init(databaseId));
    expect(await store.readContext(PODCASTS)).toBeUndefined();
    expect(await store.replaceCluster(podcastUpdate())).toEqual({
      changed: true,
    });
    const version = (await store.listVersions()).get(PODCASTS);
    expect(version).toMatch(/^[0-9a-f]{64}$/);
    const { cluster, datasets, pairs, docs, problems } = podcastUpdate();
    const record = {
      ...cluster,
      contextVersion: version,
      syncedAt: '2026-11-20T09:00:00.000Z',
    };
    const counts = { datasets: 1, pairs: 2, docs: 1, problems: 1 };
    expect(await store.readContext(PODCASTS)).toEqual({
      id: PODCASTS,
      name: 'podcasts',
      title: 'Podcasts',
      description: 'Shows and who listens',
      version,
      syncedAt: '2026-11-20T09:00:00.000Z',
      cluster: record,
      counts,
      datasets: [
        {
          ...datasets[0],
          clusterId: PODCASTS,
          status: 'unknown',
          columns: [],
          deprecated: false,
        },
      ],
      pairs: pairs.map(each => ({
        ...each,
        clusterId: PODCASTS,
        validity: { status: 'unchecked' },
      })),
      docs: docs.map(each => ({ ...each, clusterId: PODCASTS })),
      problems,
    });
    expect(await store.listClusters({ scope: { kind: 'all' } })).toEqual([
      { ...record, counts },
    ]);
  });

  it.each(ids)('removes a cluster with all it has, %p', async databaseId => {
    const database = await databases.init(databaseId);
    const store = await openStore(database);
    await store.replaceCluster(
      podcastUpdate({
        cluster: { ...podcastUpdate().cluster, audience: ['group:default/a'] },
      }),
    );
    await store.retainClusters([PODCASTS]);
    expect(await store.findCluster(PODCASTS, { kind: 'all' })).toBeDefined();
    await store.retainClusters([]);
    for (const table of [
      'clusters',
      'cluster_audience',
      'datasets',
      'pairs',
      'docs',
      'context_problems',
    ]) {
      expect(await database(table).select()).toEqual([]);
    }
  });

  it.each(ids)(
    'writes many rows, and many writers at once, %p',
    async databaseId => {
      const store = await openStore(await databases.init(databaseId));
      const many = podcastUpdate({
        pairs: Array.from({ length: 500 }, (_, n) => podcastPair(`p${n}`)),
        problems: Array.from({ length: 500 }, (_, n) => ({
          file: `pairs/${n}.sql`,
          reason: 'x'.repeat(900),
        })),
      });
      await Promise.all([
        store.replaceCluster(many),
        store.replaceCluster(many),
        store.saveDatasetSchema(PODCASTS, STREAMS, {
          status: 'ok',
          columns: streamColumns,
        }),
      ]);
      await Promise.all([
        store.replaceCluster(
          podcastUpdate({ pairs: many.pairs.slice(0, 100) }),
        ),
        store.saveDatasetSchema(PODCASTS, STREAMS, {
          status: 'ok',
          columns: streamColumns,
        }),
        ...many.pairs
          .slice(0, 20)
          .map(({ id }) => store.savePairValidity(id, { status: 'valid' })),
      ]);
      const context = await store.readContext(PODCASTS);
      expect(context?.counts).toEqual({
        datasets: 1,
        pairs: 100,
        docs: 1,
        problems: 1,
      });
      expect(context?.datasets).toMatchObject([
        { status: 'ok', columns: streamColumns },
      ]);
      expect(await store.listVettedQuestions([PODCASTS])).toHaveLength(20);
      expect(await store.listVettedQuestions([])).toEqual([]);
      expect((await store.listVettedQuestions([PODCASTS]))[0]).toEqual({
        pairId: 'podcasts/p0',
        clusterId: PODCASTS,
        question: 'What of p0?',
      });
    },
  );
});
