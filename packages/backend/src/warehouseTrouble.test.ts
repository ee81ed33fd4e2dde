import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PortalUser } from './__testUtils__/PortalUser';
import {
  pairFile,
  TestCluster,
  TestCompany,
} from './__testUtils__/TestCompany';
import { TestPortal } from './__testUtils__/TestPortal';
import { until } from './__testUtils__/until';

jest.setTimeout(120_000);

const QUERY_TIMEOUT_SECONDS = 3;

/** Names of clusters and of their warehouses. */
const WAREHOUSES = ['steady', 'absent', 'corrupt', 'moving', 'mines'];

function cluster(name: string, files: TestCluster['files']): TestCluster {
  return {
    name,
    title: `The ${name}`,
    owner: 'group:default/keepers',
    warehouse: name,
    table: 'main.goods',
    files,
  };
}

const table = (column: string, amount: number) => [
  `CREATE TABLE goods AS SELECT ${amount} AS ${column}`,
];

describe('trouble with a warehouse', () => {
  let company: TestCompany;
  let portal: TestPortal;
  let ana: PortalUser;

  const question = (name: string) => `How many goods are in the ${name} store?`;
  const ask = (name: string) => ana.ask(question(name), name);
  const pairOf = async (name: string) =>
    (await ana.client.getCluster(name)).pairs[0];

  const isAnswer = (name: string, amount: number) => ({
    status: 200,
    json: {
      tier: 'verified',
      cluster: `resource:default/${name}`,
      rows: [[amount]],
    },
  });
  const isUnavailable = (name: string) => ({
    status: 503,
    json: {
      error: {
        name: 'RunEndedError',
        code: 'warehouse-unavailable',
        message: `The warehouse '${name}' has no readable data file; ask its administrator to put it in place or to mend it`,
      },
    },
  });
  const answersAgain = (name: string, amount: number) =>
    until(`${name} answers`, async () => {
      const reply = await ask(name);
      expect(reply).toMatchObject(isAnswer(name, amount));
      return true;
    });

  beforeAll(async () => {
    const sum = (name: string) => ({
      'pairs/goods.sql': pairFile(
        question(name),
        'SELECT sum(amount) AS amount FROM main.goods',
      ),
    });
    company = await TestCompany.create({
      users: { ana: ['keepers'] },
      clusters: [
        ...['steady', 'absent', 'corrupt', 'moving'].map(name =>
          cluster(name, sum(name)),
        ),
        cluster('mines', {
          ...sum('mines'),
          // Listens to an interrupt.
          'pairs/endless.sql': pairFile(
            'What is the endless tally?',
            'SELECT count(*) AS tally FROM main.goods, range(10000000) r, range(100000) s WHERE (r.range + s.range) % 3 = 5',
          ),
          // Does not, so that its process must be killed.
          'pairs/deaf.sql': pairFile(
            'What does the deaf oracle say?',
            'SELECT list_sum(list_transform(range(amount * 200000), x -> list_sum(list_transform(range(1000), y -> y * x + amount)))) AS oracle FROM main.goods',
          ),
        }),
      ],
    });
    for (const name of ['steady', 'moving', 'mines']) {
      await company.replaceWarehouse(name, table('amount', 42));
    }
    await writeFile(
      company.warehousePath('corrupt'),
      'This is no database. '.repeat(2_000),
    );
    portal = await TestPortal.start({
      company,
      warehouses: WAREHOUSES,
      dataAssistant: {
        limits: { queryTimeout: { seconds: QUERY_TIMEOUT_SECONDS } },
      },
    });
    ana = await portal.signIn('ana');
    await until(
      'the pairs of the warehouses that are there are valid',
      async () => {
        for (const name of ['steady', 'moving', 'mines']) {
          const { pairs } = await ana.client.getCluster(name);
          if (pairs.some(({ validity }) => validity.status !== 'valid')) {
            throw new Error(JSON.stringify(pairs));
          }
        }
        return (await ana.client.listClusters()).length === WAREHOUSES.length;
      },
    );
  });

  afterAll(async () => {
    await portal?.stop();
    await company?.remove();
  });

  it.each(['absent', 'corrupt'])(
    'at start, %s: a clear error, and answers once the file is there',
    async name => {
      expect(await ask(name)).toMatchObject(isUnavailable(name));
      expect((await pairOf(name)).validity.status).toBe('unchecked');
      expect(await ask('steady')).toMatchObject(isAnswer('steady', 42));

      await company.replaceWarehouse(name, table('amount', 7));
      expect(await ask(name)).toMatchObject(isAnswer(name, 7));
      await until('the pair is checked', async () => {
        return (await pairOf(name)).validity.status === 'valid';
      });
    },
  );

  it.each<[string, () => Promise<void>]>([
    ['lost', () => rm(company.warehousePath('moving'))],
    [
      'corrupt',
      () => writeFile(company.warehousePath('moving'), randomBytes(64 * 1024)),
    ],
  ])(
    'a file %s while the portal runs: a clear error, and answers once it is back',
    async (_how, harm) => {
      await answersAgain('moving', 42);
      await harm();
      expect(await ask('moving')).toMatchObject(isUnavailable('moving'));
      expect(await ask('steady')).toMatchObject(isAnswer('steady', 42));
      // That a warehouse is away says nothing of the pair.
      expect((await pairOf('moving')).validity.status).toBe('valid');

      const conversation = await ana.client.createConversation();
      const { body: run } = await ana.post(
        conversation.id,
        question('moving'),
        'key',
      );
      const events = await ana.follow(run.id);
      expect(events.slice(-2)).toMatchObject([
        { type: 'error', data: { code: 'warehouse-unavailable' } },
        { type: 'status', data: { status: 'failed' } },
      ]);
      expect(await ana.client.getConversation(conversation.id)).toMatchObject({
        messages: [{ role: 'user', text: question('moving') }],
        runs: [{ id: run.id, status: 'failed' }],
      });

      await company.replaceWarehouse('moving', table('amount', 42));
      expect(await ask('moving')).toMatchObject(isAnswer('moving', 42));
    },
  );

  it('a column renamed while the portal runs: the pair answers no more, its owner reads what to do, and back', async () => {
    await answersAgain('moving', 42);
    const healthOf = async () =>
      (await ana.client.getClusterHealth('moving')).current;
    const before = await healthOf();

    await company.replaceWarehouse('moving', table('quantity', 42));
    // Before anything was noticed too, it is never answered from the pair.
    const atOnce = await ask('moving');
    expect(atOnce.json).toMatchObject({ tier: 'uncovered' });
    expect(atOnce.json).not.toHaveProperty('rows');

    const broken = await until('the pair is called broken', async () => {
      const pair = await pairOf('moving');
      return pair.validity.status === 'broken' && pair;
    });
    expect(broken.validity.reason).toMatch(/amount/);
    expect((await ask('moving')).json).toMatchObject({
      tier: 'uncovered',
      sentence:
        'A vetted pair answers this question, but its SQL no longer fits the data. Its owners see it among the actions of their cluster.',
    });
    const sick = await until('the health has dropped', async () => {
      const health = await healthOf();
      return health!.score! < before!.score! && health;
    });
    expect(sick.signals.find(({ id }) => id === 'pair-validity')).toMatchObject(
      { value: 0, action: 'Mend 1 pair: moving/goods' },
    );
    await until('the dataset shows its new column', async () => {
      const { datasets } = await ana.client.getCluster('moving');
      return datasets[0].columns.map(({ name }) => name).join() === 'quantity';
    });
    const suggestions = await ana.client.listSuggestions({ limit: 50 });
    expect(suggestions.map(each => each.question)).not.toContain(
      question('moving'),
    );

    await company.replaceWarehouse('moving', table('amount', 43));
    await until('the pair is valid', async () => {
      return (await pairOf('moving')).validity.status === 'valid';
    });
    expect(await ask('moving')).toMatchObject(isAnswer('moving', 43));
    await until('the health is back', async () => {
      const validity = (await healthOf())!.signals.find(
        ({ id }) => id === 'pair-validity',
      );
      return validity!.value === 1 && validity!.action === undefined;
    });
  });

  it.each([
    ['stops when interrupted', 'What is the endless tally?'],
    ['does not listen to that', 'What does the deaf oracle say?'],
  ])(
    'a query beyond its time that %s: fails with the limit, and nobody else waits for it',
    async (_how, endless) => {
      await answersAgain('mines', 42);
      let ended = false;
      const running = ana.ask(endless, 'mines').finally(() => {
        ended = true;
      });
      const delays = monitorEventLoopDelay({ resolution: 10 });
      delays.enable();
      expect(await ask('mines')).toMatchObject(isAnswer('mines', 42));
      expect(await ask('steady')).toMatchObject(isAnswer('steady', 42));
      const ready = await fetch(
        `${portal.baseUrl}/.backstage/health/v1/readiness`,
      );
      expect([ready.status, await ready.json()]).toEqual([
        200,
        { status: 'ok' },
      ]);
      expect(ended).toBe(false);
      expect(await running).toMatchObject({
        status: 503,
        json: {
          error: {
            name: 'RunEndedError',
            code: 'query-timeout',
            message: `The query was stopped because it took longer than the time limit of ${QUERY_TIMEOUT_SECONDS} seconds`,
          },
        },
      });
      delays.disable();
      expect(delays.percentile(50) / 1e6).toBeLessThan(200);
      await answersAgain('mines', 42);
    },
  );
});
