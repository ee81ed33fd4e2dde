import { randomUUID } from 'node:crypto';
import { SchedulerServiceTaskInvocationDefinition } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import openaiModule from '@cairn/backstage-plugin-data-assistant-backend-module-openai';
import { ApiCaller, asUser } from '../../http/__testUtils__/ApiCaller';
import dataAssistantPlugin from '../../index';
import {
  answerOf,
  Fault,
  MeaningEndpoint,
  send,
} from './__testUtils__/MeaningEndpoint';

jest.setTimeout(60_000);

const clusterOf = (name: string, description: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name, title: name, description },
  spec: {
    type: 'data-cluster',
    owner: 'group:default/owners',
    datasets: [],
  },
});

const entities = [
  clusterOf('Billing', 'Revenue by month'),
  clusterOf('Engagement', 'Listeners of podcasts'),
  clusterOf('Delivery', 'Late minutes at the studio'),
];

/** Has no word in common with the cluster that it is about. */
const SYNONYMS = 'Turnover?';

/** Resolves once `look` gives something. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) {
      return seen;
    }
    await new Promise(done => setTimeout(done, 50));
  }
}

describe('the data assistant with a model for embeddings', () => {
  let endpoint: MeaningEndpoint;
  let backend: TestBackend | undefined;
  beforeEach(async () => {
    endpoint = await MeaningEndpoint.start();
  });
  afterEach(async () => {
    await backend?.stop();
    await endpoint.stop();
  });

  async function start(openai?: object) {
    const tasks = new Map<string, SchedulerServiceTaskInvocationDefinition>();
    const scheduler = mockServices.scheduler.mock({
      scheduleTask: async task => {
        tasks.set(task.id, task);
      },
    });
    const warnings: string[] = [];
    const logger: ReturnType<typeof mockServices.logger.mock> =
      mockServices.logger.mock({
        child: () => logger,
        warn: message => warnings.push(message),
      });
    backend = await startTestBackend({
      features: [
        dataAssistantPlugin,
        openaiModule,
        catalogServiceMock.factory({ entities }),
        scheduler.factory,
        logger.factory,
        mockServices.rootConfig.factory({
          data: {
            backend: { listen: { port: 0 }, baseUrl: 'http://localhost' },
            dataAssistant: { openai } as never,
          },
        }),
      ],
    });
    const client = new ApiCaller(
      `http://127.0.0.1:${backend.server.port()}/api/data-assistant`,
    ).clientOf(asUser('ana'));
    await until(async () => {
      const clusters = await client.listClusters();
      return clusters.length === entities.length ? clusters : undefined;
    });
    return {
      warnings,
      /** All that the model makes of the context is known from here on. */
      embed: async () =>
        tasks
          .get('data-assistant-embeddings')
          ?.fn(new AbortController().signal),
      tasks,
      /** Titles of the clusters in the order in which the question was routed to them. */
      async route(question: string): Promise<string[]> {
        const { id } = await client.createConversation();
        const run = await client.postMessage(id, {
          question,
          idempotencyKey: randomUUID(),
        });
        let route = '';
        for await (const event of client.streamRun(run.id)) {
          if (event.type === 'step' && event.data.kind === 'route') {
            route = event.data.detail ?? '';
          }
        }
        return route.split(', ');
      },
    };
  }

  const configured = () => ({
    baseUrl: endpoint.baseUrl,
    embedding: { model: 'meaning' },
  });

  it('finds the cluster that is about the same in other words', async () => {
    const { route, embed, warnings } = await start(configured());
    await embed();
    expect((await route(SYNONYMS))[0]).toBe('Billing');
    expect((await route('What was the audience of our shows?'))[0]).toBe(
      'Engagement',
    );
    expect((await route('Late minutes'))[0]).toBe('Delivery');
    expect(warnings.join()).not.toContain('ranked by');
    expect(endpoint.texts).toContain('Turnover?');
  });

  it('ranks by words without configuration, and has no tasks for more', async () => {
    const { route, tasks } = await start();
    expect((await route('Late minutes'))[0]).toBe('Delivery');
    expect([...tasks.keys()].join()).not.toMatch(/embeddings|vectors/);
    expect(endpoint.texts).toEqual([]);
  });

  const numbers = (make: (vector: number[]) => unknown): Fault => {
    return (response, vectors) => send(response, answerOf(vectors.map(make)));
  };
  const failing = (
    status: number,
    headers: Record<string, string> = {},
  ): Fault => {
    return response =>
      send(response, { error: { message: 'no' } }, { status, headers });
  };

  it.each<[string, Fault | 'gone', string]>([
    ['never answers', () => {}, 'did not answer in time'],
    [
      'answers without end',
      response => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"data":[');
      },
      'did not answer in time',
    ],
    ['is gone', 'gone', 'cannot be reached'],
    [
      'has had enough',
      failing(429, { 'retry-after': '60' }),
      'The endpoint asked to be left alone for another 60 s',
    ],
    ['fails', failing(500), 'The endpoint answered 500 no'],
    [
      'wants another key',
      failing(401),
      'The endpoint answered 401: it refuses',
    ],
    [
      'gives vectors of another length',
      numbers(vector => vector.slice(1)),
      'a vector of 127 numbers came where all had 128 so far',
    ],
    [
      'gives a vector too many',
      (response, vectors) => send(response, answerOf([...vectors, ...vectors])),
      '2 vectors for 1 texts',
    ],
    [
      'gives NaN',
      (response, vectors) =>
        send(
          response,
          JSON.stringify(answerOf(vectors)).replace('0.01', 'NaN'),
        ),
      'cannot be read',
    ],
    [
      'gives infinity',
      (response, vectors) =>
        send(
          response,
          JSON.stringify(answerOf(vectors)).replace('0.01', '1e99'),
        ),
      'not finite',
    ],
    [
      'gives text for numbers',
      numbers(vector => vector.map(String)),
      'not usable',
    ],
    [
      'gives 10 MB',
      response => send(response, `[${'0,'.repeat(5_000_000)}0]`),
      'is longer than',
    ],
    [
      'breaks off',
      (response, vectors) =>
        send(response, JSON.stringify(answerOf(vectors)).slice(0, -20)),
      'cannot be read',
    ],
  ])(
    'ranks by words when the endpoint %s, and logs it once',
    async (_, fault, reason) => {
      const { route, embed, warnings } = await start(configured());
      await embed();
      expect((await route(SYNONYMS))[0]).toBe('Billing');
      if (fault === 'gone') {
        await endpoint.stop();
      } else {
        endpoint.fault = fault;
      }
      expect((await route('Late minutes'))[0]).toBe('Delivery');
      expect((await route('Revenue'))[0]).toBe('Billing');
      const logged = warnings.filter(line => line.includes('ranked by'));
      expect(logged).toEqual([
        expect.stringMatching(
          /^Questions are ranked by their words alone, since they get no vector: /,
        ),
      ]);
      expect(logged[0]).toContain(reason);
    },
  );

  it('starts, and answers, when the endpoint was never there', async () => {
    await endpoint.stop();
    const { route, embed, warnings } = await start(configured());
    await embed();
    await embed();
    expect((await route('Late minutes'))[0]).toBe('Delivery');
    expect(
      warnings.filter(line => line.includes('cannot be reached')),
    ).toHaveLength(2);
  });
});
