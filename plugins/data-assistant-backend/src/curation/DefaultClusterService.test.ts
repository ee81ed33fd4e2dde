import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ClusterHealth } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { ReaderScope } from './ClusterService';
import { DefaultClusterService } from './DefaultClusterService';
import { ParameterProposer } from './proposals';
import { KnexContextStore } from './store/KnexContextStore';

jest.setTimeout(60_000);

const idOf = (name: string) => `resource:default/${name}`;
const health: ClusterHealth = {
  history: [{ measuredAt: '2026-11-20T09:00:00Z', score: 80 }],
};

describe('DefaultClusterService', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function createService() {
    const database = await databases.init('SQLITE_3');
    await database.migrate.latest({
      directory: resolvePackagePath(
        '@cairn/backstage-plugin-data-assistant-backend',
        'migrations',
      ),
    });
    const store = KnexContextStore.create({ database });
    for (const [name, title, pairs] of [
      ['music', 'Music', 3],
      ['ads', 'Advertising', 1],
      ['finance', 'Finance', 2],
    ] as const) {
      await store.replaceCluster({
        cluster: {
          id: idOf(name),
          name,
          title,
          ownerRef: `group:default/${name}`,
          audience: [],
        },
        datasets: [],
        pairs: Array.from({ length: pairs }, (_, n) => ({
          id: `${name}/p${n}`,
          question: `${title} ${n}?`,
          phrasings: [],
          sql: 'SELECT 1',
          parameters: [],
          datasets: [],
          path: `pairs/p${n}.sql`,
        })),
        docs: [],
        problems: [{ file: 'pairs/x.sql', reason: 'Mend it' }],
      });
    }
    for (const id of [
      'music/p0',
      'music/p1',
      'ads/p0',
      'finance/p0',
      'finance/p1',
    ]) {
      await store.savePairValidity(id, { status: 'valid' });
    }
    await store.savePairValidity('music/p2', { status: 'broken', reason: 'x' });
    return DefaultClusterService.create({
      store,
      health: {
        latest: async ids =>
          new Map(
            [
              [idOf('music'), 80] as const,
              [idOf('ads'), undefined] as const,
            ].filter(([id]) => ids.includes(id)),
          ),
        read: async () => health,
      },
      proposer: ParameterProposer.create({
        dialectOf: () => undefined,
        now: () => DateTime.fromISO('2026-11-20', { zone: 'utc' }),
      }),
    });
  }

  const scope: ReaderScope = {
    read: { kind: 'ids', ids: [idOf('music'), idOf('ads')] },
    ask: { kind: 'ids', ids: [idOf('music'), idOf('finance')] },
    ownershipRefs: ['user:default/u', 'group:default/music'],
  };
  const everything: ReaderScope = {
    read: { kind: 'all' },
    ask: { kind: 'all' },
    ownershipRefs: [],
  };

  it('lists what is in scope with health and what the caller may do', async () => {
    const service = await createService();
    const music = {
      id: idOf('music'),
      name: 'music',
      title: 'Music',
      owner: 'group:default/music',
      counts: { datasets: 0, pairs: 3, docs: 0, problems: 1 },
      health: 80,
      can: { ask: true, curate: true },
    };
    expect(await service.list(scope, {})).toEqual([
      {
        id: idOf('ads'),
        name: 'ads',
        title: 'Advertising',
        owner: 'group:default/ads',
        counts: { datasets: 0, pairs: 1, docs: 0, problems: 1 },
        can: { ask: false, curate: false },
      },
      music,
    ]);
    expect(await service.list(scope, { search: 'mus' })).toEqual([music]);
    expect(
      await service.list(scope, { owner: 'group:default/finance' }),
    ).toEqual([]);
  });

  it('shows problems to those who curate only, and hides what is out of scope', async () => {
    const service = await createService();
    const mine = await service.get(scope, 'music');
    expect(mine).toMatchObject({
      id: idOf('music'),
      owner: 'group:default/music',
      health: 80,
      can: { ask: true, curate: true },
      problems: [{ file: 'pairs/x.sql', reason: 'Mend it' }],
      version: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(mine.pairs).toHaveLength(3);
    expect(mine).not.toHaveProperty('cluster');
    const theirs = await service.get(scope, idOf('ads'));
    expect(theirs.can).toEqual({ ask: false, curate: false });
    expect(theirs).not.toHaveProperty('problems');
    expect(theirs).not.toHaveProperty('health');

    expect(await service.getHealth(scope, 'ads')).toEqual(health);
    for (const call of [
      service.get(scope, 'finance'),
      service.getHealth(scope, 'finance'),
      service.suggestions(scope, { cluster: 'finance', limit: 3 }),
    ]) {
      await expect(call).rejects.toMatchObject({
        name: 'NotFoundError',
        message: "There is no cluster 'finance'",
      });
    }
  });

  it('suggests valid questions of each cluster in turn', async () => {
    const service = await createService();
    const questions = async (...args: Parameters<typeof service.suggestions>) =>
      (await service.suggestions(...args)).map(({ question }) => question);
    expect(await questions(everything, { limit: 10 })).toEqual([
      'Advertising 0?',
      'Finance 0?',
      'Music 0?',
      'Finance 1?',
      'Music 1?',
    ]);
    expect(await questions(everything, { limit: 2 })).toEqual([
      'Advertising 0?',
      'Finance 0?',
    ]);
    expect(await service.suggestions(scope, { limit: 1 })).toEqual([
      { question: 'Music 0?', cluster: idOf('music'), clusterTitle: 'Music' },
    ]);
    expect(await questions(scope, { cluster: 'ads', limit: 5 })).toEqual([]);
  });
});
