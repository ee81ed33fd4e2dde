import { mockServices } from '@backstage/backend-test-utils';
import { ModelEndpointError } from '@cairn/backstage-plugin-data-assistant-node';
import knexFactory, { Knex } from 'knex';
import { DateTime } from 'luxon';
import { KnexContextStore } from '../../curation';
import { applyMigrations } from '../../database';
import { MeaningProvider } from './__testUtils__/MeaningProvider';
import { clusterOf, idOf, musicClusters } from './__testUtils__/musicClusters';
import { Embedder } from './Embedder';
import { EmbeddingSearch } from './EmbeddingSearch';
import { EmbeddingUpkeep } from './EmbeddingUpkeep';
import { VectorIndex } from './VectorIndex';
import { VectorStore } from './VectorStore';

const all = { clusterIds: musicClusters.map(({ cluster }) => cluster.id) };

describe('Embeddings', () => {
  let database: Knex;
  let contexts: KnexContextStore;
  let now: DateTime;
  beforeEach(async () => {
    now = DateTime.fromISO('2026-11-21T09:00:00Z');
    database = await applyMigrations(
      mockServices.database({
        knex: knexFactory({
          client: 'better-sqlite3',
          connection: ':memory:',
          useNullAsDefault: true,
        }),
      }),
    );
    contexts = KnexContextStore.create({ database });
    for (const cluster of musicClusters) {
      await contexts.replaceCluster(cluster);
    }
  });
  afterEach(() => database.destroy());

  /** A replica of its own. */
  function start(provider: MeaningProvider, questionLimitMs = 200) {
    const logger = mockServices.logger.mock();
    const embedder = Embedder.create({ provider, logger });
    const vectors = VectorStore.create({ database, now: () => now });
    const index = VectorIndex.create({ contexts, vectors });
    const upkeep = EmbeddingUpkeep.create({
      contexts,
      vectors,
      embedder,
      logger,
      now: () => now,
    });
    return {
      logger,
      upkeep,
      search: EmbeddingSearch.create({ embedder, index, questionLimitMs }),
      refresh: async () => {
        const dimensions =
          embedder.dimensions ??
          (await vectors.findDimensions(provider.model)) ??
          0;
        await index.refresh({ model: provider.model, dimensions });
      },
      warnings: () => logger.warn.mock.calls.map(([message]) => message),
    };
  }

  async function storedCount(): Promise<number> {
    return (await database('embeddings')).length;
  }

  const nearest = async (
    { search }: ReturnType<typeof start>,
    question: string,
    options = all,
  ) => (await search.rankClusters(question, options))?.map(c => c.clusterId);

  it('finds clusters and pieces by what words mean', async () => {
    const replica = start(new MeaningProvider());
    await replica.upkeep.run();
    await replica.refresh();
    expect(replica.logger.info).toHaveBeenCalledWith(
      expect.stringMatching(/^Embedded \d+ texts/),
    );
    expect((await nearest(replica, 'Turnover'))?.[0]).toBe(idOf('billing'));
    expect((await nearest(replica, 'Audience of shows'))?.[0]).toBe(
      idOf('engagement'),
    );
    expect(
      await replica.search.findPieces('takings per subscriber', {
        clusterId: idOf('billing'),
        limit: 2,
      }),
    ).toMatchObject([
      { kind: 'pair', id: 'billing/1' },
      { kind: 'pair', id: 'billing/0' },
    ]);
    const docs = await replica.search.findPieces('takings', {
      clusterId: idOf('billing'),
      kinds: ['doc'],
      limit: 5,
    });
    expect(docs).toMatchObject([{ kind: 'doc', id: 'billing/notes' }]);
  });

  it('looks at no cluster but those given, and at none twice', async () => {
    const replica = start(new MeaningProvider());
    await replica.upkeep.run();
    await replica.refresh();
    const { clusterIds } = all;
    expect(
      await nearest(replica, 'Turnover', {
        clusterIds: [
          clusterIds[2],
          clusterIds[1],
          clusterIds[2],
          'no:such/one',
        ],
      }),
    ).toHaveLength(2);
    expect(await nearest(replica, 'Turnover', { clusterIds: [] })).toEqual([]);
    expect(
      await replica.search.findPieces('Turnover', {
        clusterId: 'no:such/one',
        limit: 3,
      }),
    ).toEqual([]);
  });

  it('embeds each text once, whoever has it, also over restarts', async () => {
    const first = new MeaningProvider();
    await start(first).upkeep.run();
    const texts = new Set(first.sent);
    expect(first.sent).toHaveLength(texts.size);
    expect(await storedCount()).toBe(texts.size - 1);

    const second = new MeaningProvider();
    const replica = start(second);
    await replica.upkeep.run();
    expect(second.sent).toEqual(['Is there any data?']);

    await contexts.replaceCluster(
      clusterOf('billing', {
        title: 'Billing',
        questions: ['What was the revenue in spring?', 'Refunds'],
      }),
    );
    await replica.upkeep.run();
    expect(second.sent.slice(1)).toEqual(['Refunds']);
    await replica.upkeep.run();
    expect(second.sent).toHaveLength(2);
  });

  it('follows the context: other replicas see new vectors, and no old ones', async () => {
    const upkeeper = start(new MeaningProvider());
    await upkeeper.upkeep.run();
    const replica = start(new MeaningProvider());
    await replica.refresh();
    expect((await nearest(replica, 'Turnover'))?.[0]).toBe(idOf('billing'));

    await contexts.replaceCluster(
      clusterOf('billing', { title: 'Billing', questions: [] }),
    );
    await contexts.replaceCluster(
      clusterOf('delivery', {
        title: 'Delivery',
        questions: ['Earnings of couriers'],
      }),
    );
    await replica.refresh();
    await upkeeper.upkeep.run();
    await replica.refresh();
    expect((await nearest(replica, 'Turnover'))?.[0]).toBe(idOf('delivery'));

    await contexts.retainClusters([idOf('billing')]);
    await replica.refresh();
    expect(await nearest(replica, 'Turnover')).toEqual([idOf('billing')]);
  });

  it('leaves out what has no vectors yet, and goes on where an outage stopped it', async () => {
    const provider = new MeaningProvider();
    const replica = start(provider);
    const [billing] = await contexts.listClusters({ scope: { kind: 'all' } });
    provider.refuses = text =>
      text === 'Engagement'
        ? new ModelEndpointError('unavailable', 'It is down')
        : undefined;
    await replica.upkeep.run();
    await replica.refresh();
    expect(billing.id).toBe(idOf('billing'));
    expect(await nearest(replica, 'Turnover')).toEqual([
      idOf('billing'),
      idOf('delivery'),
    ]);
    await replica.upkeep.run();
    expect(replica.warnings()).toEqual([
      "New texts of the context get no vectors: It is down (test, model 'meaning')",
    ]);

    provider.refuses = () => undefined;
    await replica.upkeep.run();
    await replica.refresh();
    expect(await nearest(replica, 'Turnover')).toHaveLength(3);
    expect(replica.logger.info).toHaveBeenCalledWith(
      'Texts of the context get vectors again',
    );
    expect(new Set(provider.sent).size).toBe(provider.sent.length);
  });

  it('leaves out the texts that are refused, and tries them again after a day', async () => {
    const provider = new MeaningProvider();
    const replica = start(provider);
    provider.refuses = text =>
      text.includes('spring')
        ? new ModelEndpointError('bad-input', 'Not this')
        : undefined;
    await replica.upkeep.run();
    await replica.refresh();
    expect(replica.warnings()).toEqual([
      `The model 'meaning' refuses 1 texts of ${idOf(
        'billing',
      )}, which are found by their words alone; one is of the pair billing/0`,
    ]);
    expect(await nearest(replica, 'Turnover')).toHaveLength(3);

    provider.refuses = () => undefined;
    const before = provider.sent.length;
    await contexts.replaceCluster(
      clusterOf('billing', {
        title: 'Billing',
        questions: ['What was the revenue in spring?', 'Refunds'],
      }),
    );
    now = now.plus({ hours: 23 });
    await replica.upkeep.run();
    expect(provider.sent.slice(before)).toEqual(['Refunds']);
    now = now.plus({ hours: 25 });
    await replica.upkeep.run();
    expect(provider.sent.slice(before)).toEqual([
      'Refunds',
      'What was the revenue in spring?',
    ]);
    expect(replica.warnings()).toHaveLength(1);
  });

  it('goes on to the other texts where all that is new in a cluster is refused', async () => {
    const provider = new MeaningProvider();
    const replica = start(provider);
    await replica.upkeep.run();
    provider.refuses = text =>
      text.startsWith('Refund')
        ? new ModelEndpointError('bad-input', 'Not this')
        : undefined;
    const before = provider.sent.length;
    const stored = await storedCount();
    await contexts.replaceCluster(
      clusterOf('billing', {
        title: 'Billing',
        questions: ['Refunds of spring', 'Refunds of autumn'],
      }),
    );
    await contexts.replaceCluster(
      clusterOf('engagement', { title: 'Engagement', questions: ['Likes'] }),
    );
    await replica.upkeep.run();
    expect(provider.sent.slice(before)).toContain('Likes');
    expect(await storedCount()).toBe(stored + 1);
    expect(replica.warnings()).toEqual([
      expect.stringContaining('refuses 2 texts of resource:default/billing'),
    ]);
  });

  it('says so when everything is refused', async () => {
    const provider = new MeaningProvider();
    const replica = start(provider);
    provider.refuses = () => new ModelEndpointError('bad-input', 'No model');
    await replica.upkeep.run();
    await replica.upkeep.run();
    expect(replica.warnings()).toEqual([
      "New texts of the context get no vectors: No model (test, model 'meaning')",
    ]);
  });

  it('does not hold against the texts what is refused whatever it is', async () => {
    const provider = new MeaningProvider();
    const replica = start(provider);
    await replica.upkeep.run();
    const before = provider.sent.length;
    const titles = Array.from({ length: 100 }, (_, n) => `Refund ${n}`);
    await contexts.replaceCluster(
      clusterOf('billing', { title: 'Billing', questions: titles }),
    );
    const requests = jest.spyOn(provider, 'embed');
    provider.refuses = () =>
      new ModelEndpointError('bad-input', 'Your credit is used up');
    await replica.upkeep.run();
    await replica.upkeep.run();
    expect(replica.warnings()).toEqual([
      "New texts of the context get no vectors: Your credit is used up (test, model 'meaning')",
    ]);
    expect(requests.mock.calls.length).toBeLessThan(20);

    provider.refuses = () => undefined;
    await replica.upkeep.run();
    expect(provider.sent.slice(before).toSorted()).toEqual(titles.toSorted());
    expect(replica.logger.info).toHaveBeenCalledWith(
      'Texts of the context get vectors again',
    );
  });

  it('ranks by words alone while the length of the vectors changes, and embeds anew after a restart', async () => {
    const provider = new MeaningProvider();
    const replica = start(provider);
    await replica.upkeep.run();
    await replica.refresh();
    provider.dimensions = 64;
    expect(await nearest(replica, 'Turnover')).toBeUndefined();
    expect(await nearest(replica, 'Takings')).toBeUndefined();
    expect(replica.warnings()).toEqual([
      "Questions are ranked by their words alone, since they get no vector: a vector of 64 numbers came where all had 128 so far; if the endpoint has another model now, restart the backend, and the context is embedded anew (test, model 'meaning')",
    ]);

    const restarted = start(new MeaningProvider('meaning', 64));
    await restarted.refresh();
    expect(await nearest(restarted, 'Turnover')).toEqual([]);
    await restarted.upkeep.run();
    await restarted.refresh();
    expect((await nearest(restarted, 'Turnover'))?.[0]).toBe(idOf('billing'));
    expect(restarted.warnings()).toEqual([
      expect.stringContaining('have 128 numbers and those of its endpoint 64'),
    ]);
  });

  it('ignores vectors of another model', async () => {
    await start(new MeaningProvider('before')).upkeep.run();
    const replica = start(new MeaningProvider('after'));
    await replica.refresh();
    expect(await nearest(replica, 'Turnover')).toEqual([]);
    await replica.upkeep.run();
    await replica.refresh();
    expect((await nearest(replica, 'Turnover'))?.[0]).toBe(idOf('billing'));
  });

  it('removes what nobody has had for a week', async () => {
    const replica = start(new MeaningProvider());
    await replica.upkeep.run();
    const before = await storedCount();
    await contexts.replaceCluster(
      clusterOf('billing', { title: 'Billing', questions: [] }),
    );
    for (let day = 0; day < 8; day++) {
      now = now.plus({ hours: 25 });
      await replica.upkeep.run();
    }
    expect(await storedCount()).toBe(before - 2);
  });

  it.each([
    ['hangs', (provider: MeaningProvider) => (provider.hangs = true)],
    [
      'fails',
      (provider: MeaningProvider) =>
        (provider.failure = new ModelEndpointError('unavailable', 'Down')),
    ],
    [
      'throws something else',
      (provider: MeaningProvider) => (provider.failure = new TypeError('Oh')),
    ],
  ])(
    'answers without vectors when the provider %s, and says so once',
    async (_, fail) => {
      const provider = new MeaningProvider();
      const replica = start(provider);
      await replica.upkeep.run();
      await replica.refresh();
      fail(provider);
      for (const question of ['Turnover', 'Takings', 'Turnover']) {
        expect(await nearest(replica, question)).toBeUndefined();
        expect(
          await replica.search.findPieces(question, {
            clusterId: idOf('billing'),
            limit: 1,
          }),
        ).toBeUndefined();
      }
      expect(replica.warnings()).toHaveLength(1);
      provider.hangs = false;
      provider.failure = undefined;
      expect(await nearest(replica, 'Earnings')).toHaveLength(3);
      expect(replica.logger.info).toHaveBeenCalledWith(
        'Questions are ranked by meaning again',
      );
    },
  );

  it('asks for the vector of a question once', async () => {
    const provider = new MeaningProvider();
    const replica = start(provider);
    await replica.upkeep.run();
    await replica.refresh();
    const before = provider.sent.length;
    await Promise.all([
      nearest(replica, 'Turnover'),
      nearest(replica, ' Turnover\n'),
    ]);
    await nearest(replica, 'Turnover');
    expect(provider.sent.slice(before)).toEqual(['Turnover']);
  });

  it('does not keep waiting a caller who gave up', async () => {
    const provider = new MeaningProvider();
    provider.hangs = true;
    const replica = start(provider, 60_000);
    const controller = new AbortController();
    const ranked = replica.search.rankClusters('Turnover', {
      ...all,
      signal: controller.signal,
    });
    controller.abort();
    expect(await ranked).toBeUndefined();
    expect(
      await replica.search.rankClusters('Turnover', {
        ...all,
        signal: controller.signal,
      }),
    ).toBeUndefined();
  });

  it('takes any text for a question', async () => {
    const replica = start(new MeaningProvider());
    await replica.upkeep.run();
    await replica.refresh();
    expect(await nearest(replica, '\u0000 \ud800')).toBeUndefined();
    expect(await nearest(replica, 'x'.repeat(1_000_000))).toHaveLength(3);
  });
});
