import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DateTime } from 'luxon';
import { ContextFileReader } from '../files/ContextFileReader';
import { KnexContextStore } from '../store/KnexContextStore';
import { ClusterSync } from './ClusterSync';

jest.setTimeout(60_000);

const PODCASTS = 'resource:default/podcasts';
const pairOf = (
  question: string,
  sql = 'SELECT 1 AS one FROM podcasts.streams',
) => `/*\nquestion: ${question}\n*/\n${sql}\n`;
const DOC = '---\ntitle: Words\n---\nText\n';

describe('ClusterSync', () => {
  const directory = createMockDirectory();
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  const entity = (
    name: string,
    spec: Entity['spec'],
    annotations: Record<string, string> = {},
    namespace?: string,
  ): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      annotations: {
        'backstage.io/managed-by-location': `file:${directory.resolve(
          'podcasts/catalog-info.yaml',
        )}`,
        ...annotations,
      },
    },
    spec,
  });
  const cluster = (
    name: string,
    spec: Record<string, unknown> = {},
    namespace?: string,
  ) =>
    entity(
      name,
      {
        type: 'data-cluster',
        owner: 'podcast-insights',
        datasets: ['podcasts-streams'],
        ...spec,
      } as Entity['spec'],
      {
        'data-assistant/context-ref': 'dir:.',
        'data-assistant/warehouse': 'example',
      },
      namespace,
    );
  const dataset = (
    name: string,
    spec: Record<string, unknown> = {},
    annotations: Record<string, string> = {
      'data-assistant/table': `podcasts.${name.split('-')[1]}`,
    },
  ) =>
    entity(name, { type: 'dataset', ...spec } as Entity['spec'], annotations);

  async function start(
    entities: Entity[],
    tablesOf?: Parameters<typeof ClusterSync.create>[0]['tablesOf'],
  ) {
    const database = await databases.init('SQLITE_3');
    await database.migrate.latest({
      directory: resolvePackagePath(
        '@cairn/backstage-plugin-data-assistant-backend',
        'migrations',
      ),
    });
    let tick = 0;
    const store = KnexContextStore.create({
      database,
      now: () =>
        DateTime.fromISO('2026-11-20T09:00:00Z').plus({ minutes: tick++ }),
    });
    const logger = mockServices.logger.mock();
    const options = {
      auth: mockServices.auth(),
      reader: ContextFileReader.fromConfig(mockServices.rootConfig(), {
        urlReader: mockServices.urlReader.mock(),
      }),
      store,
      logger,
      tablesOf,
    };
    // What the catalog has now; a test changes it between syncs.
    let now = catalogServiceMock({ entities });
    const catalog = catalogServiceMock.mock({
      streamEntities: (...args) => now.streamEntities(...args),
      getEntitiesByRefs: (...args) => now.getEntitiesByRefs(...args),
    });
    return {
      store,
      logger,
      catalog,
      sync: ClusterSync.create({ ...options, catalog }),
      replica: ClusterSync.create({ ...options, catalog }),
      setEntities: (changed: Entity[]) => {
        now = catalogServiceMock({ entities: changed });
      },
    };
  }

  beforeEach(() => {
    directory.setContent({
      'podcasts/pairs': {
        'a.sql': pairOf('What of a?'),
        'b.sql': pairOf('What of b?', 'SELECT 2'),
        'broken.sql': 'SELECT 1',
      },
      'podcasts/docs/words.md': DOC,
    });
  });

  it('stores clusters with datasets, files and problems', async () => {
    const tables = jest.fn(async (_warehouse: string, sql: string) =>
      sql === 'SELECT 2'
        ? ['STREAMS', 'secret.salaries']
        : ['podcasts.streams'],
    );
    const { store, sync } = await start(
      [
        cluster('podcasts', {
          audience: ['insights', 'user:other/ines'],
          datasets: [
            'podcasts-streams',
            'resource:default/podcasts-streams',
            'podcasts-gone',
            'podcasts-plain',
            'podcasts-slow',
          ],
        }),
        dataset('podcasts-streams', {
          lifecycle: 'deprecated',
          rhythm: 'P1D',
          partitionColumn: 'day',
        }),
        dataset('podcasts-plain', {}, {}),
        dataset('podcasts-slow', { rhythm: 'daily' }),
      ],
      tables,
    );
    expect(await sync.run()).toEqual({
      clusters: [PODCASTS],
      changed: [PODCASTS],
      kept: [],
      failed: [],
      missing: [],
      removed: [],
      problems: 5,
    });
    const context = await store.readContext(PODCASTS);
    expect(context?.cluster).toMatchObject({
      id: PODCASTS,
      name: 'podcasts',
      title: 'podcasts',
      ownerRef: 'group:default/podcast-insights',
      audience: ['group:default/insights', 'user:other/ines'],
      warehouse: 'example',
      contextRef: 'dir:.',
    });
    expect(context?.datasets).toEqual([
      {
        id: 'resource:default/podcasts-streams',
        clusterId: PODCASTS,
        title: 'podcasts-streams',
        warehouse: 'example',
        table: 'podcasts.streams',
        status: 'unknown',
        columns: [],
        rhythm: 'P1D',
        partitionColumn: 'day',
        deprecated: true,
      },
    ]);
    expect(
      context?.pairs.map(({ id, datasets }) => ({ id, datasets })),
    ).toEqual([
      { id: 'podcasts/a', datasets: ['resource:default/podcasts-streams'] },
      { id: 'podcasts/b', datasets: ['resource:default/podcasts-streams'] },
    ]);
    expect(context?.docs).toMatchObject([
      { id: 'podcasts/words', title: 'Words' },
    ]);
    expect(context?.problems).toEqual([
      {
        file: 'catalog-info.yaml',
        reason:
          'spec.datasets names resource:default/podcasts-gone, which the catalog does not have; correct it or register the dataset',
      },
      {
        file: 'catalog-info.yaml',
        reason:
          'resource:default/podcasts-plain needs the annotation data-assistant/table with its table as schema.table',
      },
      {
        file: 'catalog-info.yaml',
        reason:
          'spec.rhythm of resource:default/podcasts-slow must be an ISO 8601 duration such as P1D',
      },
      {
        file: 'pairs/broken.sql',
        line: 1,
        reason:
          'The file must begin with a block comment (/* … */) that holds the question',
      },
      {
        file: 'pairs/b.sql',
        reason:
          'The SQL reads secret.salaries, which is no dataset of this cluster; add the dataset to spec.datasets, or read another table',
      },
    ]);

    expect(await sync.run()).toMatchObject({ changed: [], problems: 5 });
    expect(tables).toHaveBeenCalledTimes(2);
  });

  it('never opens a cluster by mistakes in its audience', async () => {
    const { store, sync } = await start([
      cluster('a', { audience: [] }),
      cluster('b', { audience: 'group:default/insights' }),
      cluster('c', { audience: ['a:b:c', 7, 'insights'] }),
      cluster('d', { owner: 'a:b:c/d' }),
      dataset('podcasts-streams'),
    ]);
    expect(await sync.run()).toMatchObject({ failed: ['resource:default/d'] });
    const clusters = await store.listClusters({ scope: { kind: 'all' } });
    expect(clusters.map(({ name, audience }) => [name, audience])).toEqual([
      ['a', ['group:default/podcast-insights']],
      ['b', ['group:default/podcast-insights']],
      ['c', ['group:default/insights']],
    ]);
    expect((await store.readContext('resource:default/c'))?.problems).toEqual(
      expect.arrayContaining([
        {
          file: 'catalog-info.yaml',
          reason:
            'spec.audience has 7, which is no entity ref; write it like group:default/name',
        },
      ]),
    );
  });

  it('keeps the last good context of a cluster whose files cannot be read', async () => {
    const tablesOf = jest.fn(async () => ['podcasts.streams']);
    const { store, sync, logger } = await start(
      [
        cluster('podcasts'),
        cluster('podcasts', {}, 'other'),
        dataset('podcasts-streams'),
      ],
      tablesOf,
    );
    await sync.run();
    const before = await store.readContext(PODCASTS);
    await store.savePairValidity('podcasts/a', { status: 'valid' });
    expect(
      (await store.readContext('resource:other/podcasts'))?.pairs,
    ).toMatchObject([{ id: 'other/podcasts/a' }, { id: 'other/podcasts/b' }]);

    directory.setContent({});
    const summary = await sync.run();
    expect(summary).toMatchObject({
      kept: [PODCASTS, 'resource:other/podcasts'],
      changed: [],
    });
    const after = await store.readContext(PODCASTS);
    expect(after?.pairs).toEqual([
      { ...before?.pairs[0], validity: { status: 'valid' } },
      before?.pairs[1],
    ]);
    expect(after?.docs).toEqual(before?.docs);
    expect(after?.problems).toEqual([
      {
        file: 'catalog-info.yaml',
        reason:
          "There is no folder '.' beside the entity's file. What was read last is still in use",
      },
    ]);
    expect(logger.warn).toHaveBeenCalledWith(
      `Could not read the context files of ${PODCASTS}`,
      expect.objectContaining({ code: 'ENOENT' }),
    );
  });

  it('keeps the datasets of pairs while the warehouse is silent', async () => {
    let down = false;
    const { store, sync, logger } = await start(
      [cluster('podcasts'), dataset('podcasts-streams')],
      async () => {
        if (down) {
          throw new Error('no answer');
        }
        return ['podcasts.streams'];
      },
    );
    await sync.run();
    down = true;
    directory.addContent({
      'podcasts/pairs/c.sql': pairOf('What of c?', 'SELECT 3'),
    });
    expect(await sync.run()).toMatchObject({ failed: [], changed: [PODCASTS] });
    expect(
      (await store.readContext(PODCASTS))?.pairs.map(
        ({ datasets }) => datasets.length,
      ),
    ).toEqual([1, 1, 0]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('removes a cluster only when the catalog lacks it twice in a row', async () => {
    const all = [
      cluster('podcasts'),
      cluster('music'),
      dataset('podcasts-streams'),
    ];
    const { store, sync, replica, setEntities, catalog } = await start(all);
    const MUSIC = 'resource:default/music';
    await sync.run();

    catalog.streamEntities.mockImplementationOnce(() => {
      throw new Error('catalog is down');
    });
    await expect(sync.run()).rejects.toThrow('catalog is down');

    setEntities([]);
    expect(await sync.run()).toMatchObject({
      missing: [MUSIC, PODCASTS],
      removed: [],
    });
    setEntities(all);
    expect(await replica.run()).toMatchObject({ missing: [], removed: [] });
    setEntities([cluster('podcasts'), dataset('podcasts-streams')]);
    // Missing at the last look of this replica too, but another one has seen it since.
    expect(await sync.run()).toMatchObject({ missing: [MUSIC], removed: [] });
    expect(await sync.run()).toMatchObject({ missing: [], removed: [MUSIC] });
    expect([...(await store.listVersions()).keys()]).toEqual([PODCASTS]);
  });

  it('stops between clusters when told to', async () => {
    const { sync, store } = await start([
      cluster('podcasts'),
      dataset('podcasts-streams'),
    ]);
    await expect(
      sync.run(AbortSignal.abort(new Error('stop'))),
    ).rejects.toThrow('stop');
    expect((await store.listVersions()).size).toBe(0);
  });
});
