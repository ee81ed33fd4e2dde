import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { DateTime } from 'luxon';
import { ClusterScope } from '../../access/ClusterScope';
import { ClusterUpdate } from '../ContextStore';
import { KnexContextStore } from './KnexContextStore';

jest.setTimeout(60_000);

const ALL: ClusterScope = { kind: 'all' };
const ID = 'resource:default/podcasts';
const STREAMS = 'resource:default/podcasts-streams';

const pair = (
  name: string,
  overrides: Partial<ClusterUpdate['pairs'][number]> = {},
): ClusterUpdate['pairs'][number] => ({
  id: `podcasts/${name}`,
  question: `What of ${name}?`,
  phrasings: ['and so'],
  sql: 'SELECT 1',
  parameters: [{ name: 'day', type: 'date', default: 'today' }],
  datasets: [STREAMS],
  path: `pairs/${name}.sql`,
  ...overrides,
});

function update(overrides: Partial<ClusterUpdate> = {}): ClusterUpdate {
  return {
    cluster: {
      id: ID,
      name: 'podcasts',
      title: 'Podcasts',
      description: 'Shows and who listens',
      ownerRef: 'group:default/podcast-insights',
      warehouse: 'example',
      contextRef: 'dir:.',
      audience: [],
    },
    datasets: [
      {
        id: STREAMS,
        title: 'Streams',
        warehouse: 'example',
        table: 'podcasts.streams',
        rhythm: 'P1D',
        partitionColumn: 'day',
      },
    ],
    pairs: [
      pair('a', { answer: '{{one}}', author: 'user:default/ines' }),
      pair('b'),
    ],
    docs: [
      {
        id: 'podcasts/words',
        title: 'Words',
        body: 'Text',
        terms: [{ term: 'listener', synonyms: ['audience'] }],
        path: 'docs/words.md',
      },
    ],
    problems: [{ file: 'pairs/c.sql', line: 3, reason: 'Mend it' }],
    ...overrides,
  };
}

const columns: Dataset['columns'] = [
  { name: 'day', type: 'date', nativeType: 'DATE', nullable: false },
];
const profiled = columns.map(column => ({
  ...column,
  profile: { distinctCount: 3, nullShare: 0 },
}));

describe('KnexContextStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  async function createStore(databaseId: (typeof ids)[number]) {
    const database: Knex = await databases.init(databaseId);
    await database.migrate.latest({
      directory: resolvePackagePath(
        '@cairn/backstage-plugin-data-assistant-backend',
        'migrations',
      ),
    });
    const store = KnexContextStore.create({
      database,
      now: () => DateTime.fromISO('2026-11-20T09:00:00Z'),
    });
    return { store, database };
  }

  const ids = databases.eachSupportedId().map(([id]) => id);

  it.each(ids)('keeps a context as it came, %p', async databaseId => {
    const { store } = await createStore(databaseId);
    expect(await store.readContext(ID)).toBeUndefined();
    expect(await store.replaceCluster(update())).toEqual({ changed: true });
    const version = (await store.listVersions()).get(ID);
    expect(version).toMatch(/^[0-9a-f]{64}$/);
    const { cluster, datasets, pairs, docs, problems } = update();
    const record = {
      ...cluster,
      contextVersion: version,
      syncedAt: '2026-11-20T09:00:00.000Z',
    };
    const counts = { datasets: 1, pairs: 2, docs: 1, problems: 1 };
    expect(await store.readContext(ID)).toEqual({
      id: ID,
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
          clusterId: ID,
          status: 'unknown',
          columns: [],
          deprecated: false,
        },
      ],
      pairs: pairs.map(each => ({
        ...each,
        clusterId: ID,
        validity: { status: 'unchecked' },
      })),
      docs: docs.map(each => ({ ...each, clusterId: ID })),
      problems,
    });
    expect(await store.listClusters({ scope: ALL })).toEqual([
      { ...record, counts },
    ]);
  });

  it.each(ids)(
    'changes the version only with the content, %p',
    async databaseId => {
      const { store } = await createStore(databaseId);
      await store.replaceCluster(update());
      const version = async () => (await store.listVersions()).get(ID);
      const first = await version();
      const { cluster, pairs } = update();
      expect(
        await store.replaceCluster(
          update({ pairs: [...pairs].reverse(), problems: [] }),
        ),
      ).toEqual({ changed: false });
      expect((await store.readContext(ID))?.problems).toEqual([]);

      for (const change of [
        update({ pairs: [pair('a')] }),
        update({ pairs: [pairs[0], pair('b', { datasets: [] })] }),
        update({ docs: [] }),
        update({ datasets: [] }),
        update({ cluster: { ...cluster, title: 'Pods' } }),
        update({ cluster: { ...cluster, audience: ['group:default/a'] } }),
      ]) {
        expect(await store.replaceCluster(change)).toEqual({ changed: true });
        expect(await store.replaceCluster(change)).toEqual({ changed: false });
      }
      await store.replaceCluster(update());
      expect(await version()).toBe(first);
    },
  );

  it.each(ids)(
    'keeps what was measured of what did not change, %p',
    async databaseId => {
      const { store } = await createStore(databaseId);
      await store.replaceCluster(update());
      const versions = new Set<string | undefined>();
      const step = async <T>(work: Promise<T>): Promise<T> => {
        const result = await work;
        versions.add((await store.listVersions()).get(ID));
        return result;
      };
      await step(Promise.resolve());
      expect(
        await step(
          store.saveDatasetSchema(ID, STREAMS, { status: 'ok', columns }),
        ),
      ).toEqual({ changed: true });
      await step(
        store.saveDatasetProfile(ID, STREAMS, {
          columns: profiled,
          rowCount: 5_000_000_000,
          newest: '2026-11-19',
          profiledAt: '2026-11-20T09:00:00.000Z',
        }),
      );
      const valid = {
        status: 'valid',
        checkedAt: '2026-11-20T09:00:00.000Z',
      } as const;
      await step(store.savePairValidity('podcasts/a', valid));
      await step(
        store.savePairValidity('podcasts/b', {
          status: 'broken',
          reason: 'No column day',
          checkedAt: '2026-11-20T09:00:00.000Z',
        }),
      );
      // Every one of these can change an answer.
      expect(versions.size).toBe(5);
      expect(
        await step(
          store.saveDatasetSchema(ID, STREAMS, {
            status: 'ok',
            columns: profiled,
          }),
        ),
      ).toEqual({ changed: false });
      await step(
        store.savePairValidity('podcasts/a', {
          ...valid,
          checkedAt: '2026-11-20T10:00:00.000Z',
        }),
      );
      expect(versions.size).toBe(5);
      await store.savePairValidity('podcasts/gone', valid);
      expect(
        await store.saveDatasetSchema(ID, 'resource:default/gone', {
          status: 'ok',
          columns,
        }),
      ).toEqual({ changed: false });

      const { datasets, cluster } = update();
      await store.replaceCluster(
        update({
          datasets: [
            { ...datasets[0], title: 'All streams', deprecated: true },
          ],
          pairs: [
            pair('a', { answer: '{{one}}', author: 'user:default/ines' }),
            pair('b', { sql: 'SELECT 2' }),
          ],
        }),
      );
      const kept = await store.readContext(ID);
      expect(kept?.datasets).toEqual([
        {
          ...datasets[0],
          title: 'All streams',
          deprecated: true,
          clusterId: ID,
          status: 'ok',
          columns: profiled,
          rowCount: 5_000_000_000,
          newest: '2026-11-19',
          profiledAt: '2026-11-20T09:00:00.000Z',
        },
      ]);
      expect(kept?.pairs.map(({ validity }) => validity)).toEqual([
        { status: 'valid', checkedAt: '2026-11-20T10:00:00.000Z' },
        { status: 'unchecked' },
      ]);

      await store.replaceCluster(
        update({
          cluster: { ...cluster, warehouse: 'other' },
          datasets: [{ ...datasets[0], table: 'podcasts.plays' }],
        }),
      );
      const reset = await store.readContext(ID);
      expect(reset?.datasets).toMatchObject([
        { table: 'podcasts.plays', status: 'unknown', columns: [] },
      ]);
      expect(reset?.datasets[0]).not.toHaveProperty('rowCount');
      expect(reset?.pairs.map(({ validity }) => validity.status)).toEqual([
        'unchecked',
        'unchecked',
      ]);
    },
  );

  it.each(ids)(
    'finds and lists clusters within a scope, %p',
    async databaseId => {
      const { store } = await createStore(databaseId);
      const add = (
        id: string,
        title: string,
        ownerRef: string,
        audience: string[],
      ) =>
        store.replaceCluster({
          cluster: {
            id,
            name: id.split('/')[1],
            title,
            description: `On ${title} 100% ÄÖ`,
            ownerRef,
            audience,
          },
          datasets: [],
          pairs: [],
          docs: [],
          problems: [],
        });
      const [a, b, c, other] = [
        'default/a',
        'default/b',
        'default/c',
        'other/a',
      ].map(name => `resource:${name}`);
      await add(a, 'Zebra', 'group:default/x', []);
      await add(b, 'alpha', 'group:default/y', [
        'group:default/y',
        'user:default/u',
      ]);
      await add(c, 'Beta', 'group:default/x', ['group:default/z']);
      await add(other, 'Äther', 'group:default/w', ['group:default/w']);
      const listed = async (scope: ClusterScope, rest = {}) =>
        (await store.listClusters({ scope, ...rest })).map(({ id }) => id);

      expect(await listed(ALL)).toEqual([b, other, c, a]);
      expect(await listed({ kind: 'none' })).toEqual([]);
      expect(await listed({ kind: 'ids', ids: [] })).toEqual([]);
      expect(
        await listed({ kind: 'ids', ids: [a, 'resource:default/q'] }),
      ).toEqual([a]);
      expect(await listed(ALL, { owner: 'group:default/X' })).toEqual([c, a]);
      expect(await listed(ALL, { search: 'ON  beta' })).toEqual([c]);
      expect(await listed(ALL, { search: '100% äö' })).toHaveLength(4);
      expect(await listed(ALL, { search: '100_' })).toEqual([]);

      const owner = (...refs: string[]) => ({
        property: 'owner' as const,
        refs,
      });
      const audience = (...refs: string[]) => ({
        property: 'audience' as const,
        refs,
      });
      const x = owner('group:default/x');
      const u = audience('user:default/u', 'group:default/n');
      const by = (
        criteria: (ClusterScope & { kind: 'criteria' })['criteria'],
      ) => listed({ kind: 'criteria', criteria });
      expect(await by(x)).toEqual([c, a]);
      expect(await by(owner())).toEqual([]);
      expect(await by(u)).toEqual([b, a]);
      expect(await by(audience())).toEqual([a]);
      expect(await by({ anyOf: [x, u] })).toEqual([b, c, a]);
      expect(await by({ allOf: [x, u] })).toEqual([a]);
      expect(await by({ not: u })).toEqual([other, c]);
      expect(
        await by({ allOf: [{ anyOf: [x, u] }, { not: { allOf: [x, u] } }] }),
      ).toEqual([b, c]);
      expect(await by({ anyOf: [] as unknown as [typeof x] })).toEqual([]);

      const found = async (name: string, scope: ClusterScope = ALL) =>
        (await store.findCluster(name, scope))?.id;
      expect(await found(b)).toBe(b);
      expect(await found('Resource:Default/B')).toBe(b);
      expect(await found('b')).toBe(b);
      expect(await found('a')).toBeUndefined();
      expect(await found('a', { kind: 'criteria', criteria: x })).toBe(a);
      expect(await found(b, { kind: 'criteria', criteria: x })).toBeUndefined();
      expect(await found("b' OR 1=1 --")).toBeUndefined();
      expect(await found('b\0')).toBeUndefined();
      expect((await store.findCluster(b, ALL))?.audience).toEqual([
        'group:default/y',
        'user:default/u',
      ]);
    },
  );

  it.each(ids)('removes a cluster with all it has, %p', async databaseId => {
    const { store, database } = await createStore(databaseId);
    await store.replaceCluster(
      update({
        cluster: { ...update().cluster, audience: ['group:default/a'] },
      }),
    );
    await store.retainClusters([ID]);
    expect(await store.findCluster(ID, ALL)).toBeDefined();
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
      const { store } = await createStore(databaseId);
      const many = update({
        pairs: Array.from({ length: 500 }, (_, n) => pair(`p${n}`)),
        problems: Array.from({ length: 500 }, (_, n) => ({
          file: `pairs/${n}.sql`,
          reason: 'x'.repeat(900),
        })),
      });
      await Promise.all([
        store.replaceCluster(many),
        store.replaceCluster(many),
        store.saveDatasetSchema(ID, STREAMS, { status: 'ok', columns }),
      ]);
      await Promise.all([
        store.replaceCluster(update({ pairs: many.pairs.slice(0, 100) })),
        store.saveDatasetSchema(ID, STREAMS, { status: 'ok', columns }),
        ...many.pairs
          .slice(0, 20)
          .map(({ id }) => store.savePairValidity(id, { status: 'valid' })),
      ]);
      const context = await store.readContext(ID);
      expect(context?.counts).toEqual({
        datasets: 1,
        pairs: 100,
        docs: 1,
        problems: 1,
      });
      expect(context?.datasets).toMatchObject([{ status: 'ok', columns }]);
      expect(await store.listVettedQuestions([ID])).toHaveLength(20);
      expect(await store.listVettedQuestions([])).toEqual([]);
      expect((await store.listVettedQuestions([ID]))[0]).toEqual({
        pairId: 'podcasts/p0',
        clusterId: ID,
        question: 'What of p0?',
      });
    },
  );
});
