import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DateTime } from 'luxon';
import { ClusterUpdate, KnexContextStore } from '../curation';
import { ContextIndex } from './ContextIndex';

jest.setTimeout(120_000);

const idOf = (name: string) => `resource:default/${name}`;

function cluster(
  name: string,
  questions: string[],
  overrides: Partial<ClusterUpdate> = {},
): ClusterUpdate {
  return {
    cluster: {
      id: idOf(name),
      name,
      title: name,
      ownerRef: `group:default/${name}-team`,
      warehouse: 'example',
      audience: [],
    },
    datasets: [
      {
        id: idOf(`${name}-facts`),
        title: 'Facts',
        warehouse: 'example',
        table: `${name}.facts`,
      },
    ],
    pairs: questions.map((question, n) => ({
      id: `${name}/q${n}`,
      question,
      phrasings: [],
      sql: `SELECT count(*) FROM ${name}.facts`,
      parameters: [],
      datasets: [idOf(`${name}-facts`)],
      path: `pairs/q${n}.sql`,
    })),
    docs: [],
    problems: [],
    ...overrides,
  };
}

const SHIPS = 'How many ships arrived late?';
const BAKERS = 'How many bakers sold rye bread?';

describe('ContextIndex', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  const ids = databases.eachSupportedId().map(([id]) => id);

  async function start(databaseId: (typeof ids)[number]) {
    const database = await databases.init(databaseId);
    await database.migrate.latest({
      directory: resolvePackagePath(
        '@cairn/backstage-plugin-data-assistant-backend',
        'migrations',
      ),
    });
    const store = KnexContextStore.create({ database });
    const reads: string[] = [];
    /** The real store, and a note of what is read from it. */
    const watched = {
      get revision() {
        return store.revision;
      },
      listVersions: () => store.listVersions(),
      readPieces: (...args: Parameters<typeof store.readPieces>) =>
        store.readPieces(...args),
      readContext: (id: string) => {
        reads.push(id);
        return store.readContext(id);
      },
    };
    const createIndex = () =>
      ContextIndex.create({
        store: watched,
        now: () => DateTime.fromISO('2026-11-20T09:00:00Z'),
        logger: mockServices.logger.mock(),
      });
    return { store, reads, createIndex, index: createIndex() };
  }

  const found = async (
    index: ContextIndex,
    question: string,
    names: string[],
  ) =>
    (
      await index.route(question, { clusterIds: names.map(idOf), limit: 5 })
    ).clusters.map(({ cluster: { name } }) => name);

  it.each(ids)('ranks only what may be asked, %p', async databaseId => {
    const { store, reads, index } = await start(databaseId);
    await store.replaceCluster(cluster('harbour', [SHIPS]));
    await store.replaceCluster(cluster('bakery', [BAKERS]));
    expect(await found(index, SHIPS, ['bakery', 'harbour'])).toEqual([
      'harbour',
      'bakery',
    ]);
    const { clusters } = await index.route(SHIPS, {
      clusterIds: [idOf('harbour'), idOf('bakery')],
      limit: 1,
    });
    expect(clusters).toMatchObject([
      {
        cluster: {
          id: idOf('harbour'),
          title: 'harbour',
          ownerRef: 'group:default/harbour-team',
        },
      },
    ]);
    expect(clusters[0].confidence).toBeGreaterThan(0);
    expect(clusters[0].confidence).toBeLessThanOrEqual(1);
    expect(await found(index, SHIPS, ['bakery', 'nowhere'])).toEqual([
      'bakery',
    ]);
    expect(await found(index, SHIPS, [])).toEqual([]);
    // A question reads what it may ask, and nothing else.
    const other = await start(databaseId);
    await other.store.replaceCluster(cluster('harbour', [SHIPS]));
    await other.store.replaceCluster(cluster('bakery', [BAKERS]));
    await found(other.index, SHIPS, ['bakery']);
    expect(other.reads).toEqual([idOf('bakery')]);
    expect(reads).toHaveLength(2);
  });

  it.each(ids)(
    'finds what another replica has changed at the next question, %p',
    async databaseId => {
      const { store, index, createIndex } = await start(databaseId);
      const other = createIndex();
      const names = ['harbour', 'bakery'];
      const pairsOf = async (of: ContextIndex) =>
        (await of.load([idOf('bakery')])).map(({ context }) =>
          context.pairs.map(({ question }) => question),
        );
      await store.replaceCluster(cluster('harbour', [SHIPS]));
      await store.replaceCluster(cluster('bakery', [BAKERS]));
      for (const each of [index, other]) {
        expect((await found(each, SHIPS, names))[0]).toBe('harbour');
        expect(await pairsOf(each)).toEqual([[BAKERS]]);
      }
      await store.replaceCluster(cluster('bakery', [BAKERS, SHIPS]));
      await store.replaceCluster(cluster('harbour', ['How deep is the sea?']));
      for (const each of [index, other]) {
        expect((await found(each, SHIPS, names))[0]).toBe('bakery');
        expect(
          await each.retrieve(SHIPS, {
            clusterId: idOf('bakery'),
            kinds: ['pair'],
            limit: 1,
          }),
        ).toMatchObject([{ kind: 'pair', id: 'bakery/q1' }]);
        expect(await pairsOf(each)).toEqual([[BAKERS, SHIPS]]);
      }
      await store.retainClusters([idOf('harbour')]);
      for (const each of [index, other]) {
        expect(await found(each, SHIPS, names)).toEqual(['harbour']);
        expect(await each.load(names.map(idOf))).toHaveLength(1);
        expect(
          await each.retrieve(SHIPS, { clusterId: idOf('bakery'), limit: 5 }),
        ).toEqual([]);
        expect(
          await each.pack(SHIPS, { clusterId: idOf('bakery') }),
        ).toBeUndefined();
      }
    },
  );

  it.each(ids)(
    'reads a cluster once for all who wait for it, and again only when it changed, %p',
    async databaseId => {
      const { store, reads, index } = await start(databaseId);
      await store.replaceCluster(cluster('harbour', [SHIPS]));
      await store.replaceCluster(cluster('bakery', [BAKERS]));
      index.start();
      const names = ['harbour', 'bakery'];
      await Promise.all(
        Array.from({ length: 10 }, () => found(index, SHIPS, names)),
      );
      expect([...reads].sort()).toEqual(names.map(idOf).sort());
      await store.replaceCluster(cluster('bakery', [BAKERS, SHIPS]));
      await Promise.all(
        Array.from({ length: 10 }, () => found(index, SHIPS, names)),
      );
      expect(reads.slice(2)).toEqual([idOf('bakery')]);
      index.stop();
    },
  );

  it.each(ids)('loads clusters in the order given, %p', async databaseId => {
    const { store, reads, index } = await start(databaseId);
    for (const name of ['a', 'b', 'c']) {
      await store.replaceCluster(cluster(name, [SHIPS]));
    }
    const load = async () =>
      (await index.load(['c', 'none', 'a', 'b'].map(idOf))).map(
        ({ cluster: { name } }) => name,
      );
    expect(await load()).toEqual(['c', 'a', 'b']);
    const before = reads.length;
    expect(await load()).toEqual(['c', 'a', 'b']);
    expect(reads).toHaveLength(before);
  });

  it.each(ids)(
    'keeps the portal going with 5,000 wide tables and a doc of a megabyte, %p',
    async databaseId => {
      const { store, index } = await start(databaseId);
      const datasets = Array.from({ length: 5_000 }, (_, n) => ({
        id: idOf(`huge-t${n}`),
        title: `T${n}`,
        warehouse: 'example',
        table: `huge.${n === 4_321 ? 'ship_arrivals' : `facts_of_${n}`}`,
      }));
      await store.replaceCluster(
        cluster('huge', [BAKERS], {
          datasets,
          docs: [
            {
              id: 'huge/doc',
              title: 'All about it',
              body: `${'The ships come and go.\n\n'.repeat(50_000)}`,
              terms: [],
              path: 'docs/doc.md',
            },
          ],
        }),
      );
      await store.saveDatasetSchemas(
        idOf('huge'),
        new Map(
          datasets.map(({ id }, n) => [
            id,
            {
              status: 'ok' as const,
              columns: Array.from({ length: 10 }, (_, c) => ({
                name: c === 0 ? 'arrived_late' : `measure_${n % 50}_${c}`,
                type: 'integer' as const,
                nativeType: 'BIGINT',
                nullable: true,
              })),
            },
          ]),
        ),
      );
      let turns = 0;
      const timer = setInterval(() => turns++, 0);
      expect(await found(index, SHIPS, ['huge'])).toEqual(['huge']);
      clearInterval(timer);
      expect(turns).toBeGreaterThan(10);
      const pack = (await index.pack(SHIPS, { clusterId: idOf('huge') }))!;
      expect(pack.tokens).toBeLessThanOrEqual(2_000);
      expect(pack.tables).toContain('huge.ship_arrivals');
      expect(pack.columns['huge.ship_arrivals']).toContain('arrived_late');
      expect(pack.omitted.datasets).toBeGreaterThan(4_000);
      expect(pack.pieces.map(({ id }) => id)).toContain('huge/doc');
    },
  );
});
