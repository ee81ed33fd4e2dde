import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  DataAssistantClient,
  RunEvent,
} from '@cairn/backstage-plugin-data-assistant-common';
import request from 'supertest';
import { ScriptedExecutor } from './__testUtils__/ScriptedExecutor';
import { RunningApi, startApi } from './__testUtils__/startApi';

jest.setTimeout(60_000);

const unknownId = '00000000-0000-4000-8000-000000000000';
const allClusters = ['finance', 'open', 'secret'].map(
  name => `resource:default/${name}`,
);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('HTTP API, %s', databaseId => {
  let api: RunningApi;
  let executor: ScriptedExecutor;

  beforeAll(async () => {
    executor = new ScriptedExecutor();
    api = await startApi({
      knex: await databases.init(databaseId),
      executor,
      config: {
        dataAssistant: {
          serviceAccess: [
            {
              subject: 'external:bot',
              clusters: ['finance', 'resource:default/open', 'absent'],
            },
          ],
        },
      },
    });
  });

  afterAll(() => api.stop());
  beforeEach(() => api.auditor.createEvent.mockClear());

  const asUser = (name: string) =>
    mockCredentials.user.header(`user:default/${name}`);
  const asService = (subject: string) =>
    mockCredentials.service.header({
      onBehalfOf: mockCredentials.service(subject),
      targetPluginId: 'data-assistant',
    });

  const call = (
    who: string,
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ) => {
    const req = request(api.baseUrl)[method](path).set('Authorization', who);
    for (const [name, value] of Object.entries(headers)) {
      req.set(name, value);
    }
    return body ? req.send(body) : req;
  };

  const clientOf = (who: string) =>
    new DataAssistantClient({
      discoveryApi: { getBaseUrl: async () => api.baseUrl },
      fetchApi: {
        fetch: (input, init) => {
          const headers = new Headers(init?.headers);
          headers.set('Authorization', who);
          return fetch(input, { ...init, headers });
        },
      },
    });

  // Rest parameters below: Jest would pass its `done` for a body that is absent.
  const everyRoute: ['get' | 'post' | 'put' | 'delete', string, object?][] = [
    ['get', '/clusters'],
    ['get', '/clusters/open'],
    ['get', '/clusters/open/health'],
    ['get', '/suggestions'],
    ['get', '/conversations'],
    ['post', '/conversations'],
    ['get', `/conversations/${unknownId}`],
    ['delete', `/conversations/${unknownId}`],
    ['post', `/conversations/${unknownId}/messages`, { question: 'How many?' }],
    ['get', `/runs/${unknownId}`],
    ['post', `/runs/${unknownId}/cancel`],
    ['get', `/runs/${unknownId}/events`],
    ['put', `/runs/${unknownId}/feedback`, { rating: 'up' }],
    ['get', `/receipts/${unknownId}`],
    ['post', '/ask', { question: 'How many?' }],
  ];
  const conversationRoutes = everyRoute.filter(
    ([, path]) => !/clusters|suggestions/.test(path),
  );
  const key = { 'Idempotency-Key': 'k' };

  describe('who may call', () => {
    it.each(everyRoute)(
      '%s %s needs somebody signed in',
      async (...[method, path, body]) => {
        const res = await call(
          mockCredentials.none.header(),
          method,
          path,
          body,
          key,
        );
        expect(res.status).toBe(401);
        expect(res.body.error.name).toBe('AuthenticationError');
      },
    );

    it.each(conversationRoutes)(
      '%s %s is denied to users without conversations',
      async (...[method, path, body]) => {
        for (const name of ['denied', 'mute']) {
          const res = await call(asUser(name), method, path, body, key);
          expect(res.status).toBe(403);
          expect(res.body.error).toEqual({
            name: 'NotAllowedError',
            message: 'You may not use the data assistant',
          });
        }
      },
    );

    it.each(conversationRoutes)(
      '%s %s is denied to services without clusters',
      async (...[method, path, body]) => {
        const res = await call(
          asService('external:stranger'),
          method,
          path,
          body,
          key,
        );
        expect(res.status).toBe(403);
        expect(res.body.error.message).toContain(
          "No cluster is open to the service 'external:stranger'",
        );
      },
    );

    it('takes no limited user cookie', async () => {
      const res = await request(api.baseUrl)
        .get('/conversations')
        .set('Authorization', mockCredentials.none.header())
        .set('Cookie', mockCredentials.limitedUser.cookie());
      expect(res.status).toBe(401);
    });
  });

  describe('clusters', () => {
    it.each<[string, () => string, string[], string[]]>([
      ['allowed', () => asUser('admin'), allClusters, allClusters],
      ['denied', () => asUser('denied'), [], []],
      [
        'an audience',
        () => asUser('analyst'),
        allClusters.slice(0, 2),
        allClusters.slice(0, 2),
      ],
      [
        'an owner',
        () => asUser('agent'),
        allClusters.slice(1),
        allClusters.slice(1),
      ],
      ['anybody', () => asUser('guest'), [allClusters[1]], [allClusters[1]]],
      ['a reader', () => asUser('reader'), allClusters, []],
      [
        'a named service',
        () => asService('external:bot'),
        allClusters.slice(0, 2),
        allClusters.slice(0, 2),
      ],
      ['another service', () => asService('external:stranger'), [], []],
    ])('shows %s exactly what is theirs', async (_who, who, seen, askable) => {
      const list = await call(who(), 'get', '/clusters');
      expect(list.status).toBe(200);
      expect(list.body.map((c: { id: string }) => c.id).sort()).toEqual(seen);
      expect(
        list.body
          .filter((c: { can: { ask: boolean } }) => c.can.ask)
          .map((c: { id: string }) => c.id)
          .sort(),
      ).toEqual(askable);

      for (const id of allClusters) {
        for (const path of [
          `/clusters/${encodeURIComponent(id)}`,
          `/clusters/${id.split('/')[1]}`,
          `/clusters/${encodeURIComponent(id)}/health`,
        ]) {
          const res = await call(who(), 'get', path);
          expect([path, res.status]).toEqual([
            path,
            seen.includes(id) ? 200 : 404,
          ]);
        }
      }

      const suggestions = await call(who(), 'get', '/suggestions?limit=50');
      expect(suggestions.status).toBe(200);
      expect(
        suggestions.body.map((s: { cluster: string }) => s.cluster).sort(),
      ).toEqual(askable);
    });

    it('shows problems of the context to its owners alone', async () => {
      const owner = await call(asUser('agent'), 'get', '/clusters/secret');
      expect(owner.body.can.curate).toBe(true);
      expect(owner.body.problems).toEqual([
        { file: 'pairs/broken.sql', line: 2, reason: 'There is no question' },
      ]);
      const other = await call(asUser('admin'), 'get', '/clusters/secret');
      expect(other.body.can.curate).toBe(false);
      expect(other.body.problems).toBeUndefined();
    });

    it('filters by owner and words', async () => {
      const admin = clientOf(asUser('admin'));
      const found = await admin.listClusters({
        owner: 'group:default/agents',
        search: 'SECRET',
      });
      expect(found.map(cluster => cluster.id)).toEqual([allClusters[2]]);
      expect(
        await admin.listClusters({
          owner: 'group:default/agents',
          search: 'x%',
        }),
      ).toEqual([]);
    });
  });

  describe('questions', () => {
    it.each<[string, () => string, string]>([
      ['allowed', () => asUser('admin'), `Among ${allClusters.join(' ')}.`],
      [
        'an audience',
        () => asUser('analyst'),
        `Among ${allClusters.slice(0, 2).join(' ')}.`,
      ],
      ['a reader', () => asUser('reader'), 'Nothing covers this.'],
      [
        'a named service',
        () => asService('external:bot'),
        `Among ${allClusters.slice(0, 2).join(' ')}.`,
      ],
    ])('of %s reach what they may ask', async (_who, who, sentence) => {
      const res = await call(who(), 'post', '/ask', { question: 'How many?' });
      expect(res.status).toBe(200);
      expect(res.body.sentence).toBe(sentence);
    });

    it('name a cluster within what may be asked', async () => {
      const ask = async (name: string, cluster: string) => {
        const body = { question: 'How many?', cluster };
        const res = await call(asUser(name), 'post', '/ask', body);
        const conversation = await call(asUser(name), 'post', '/conversations');
        const posted = await call(
          asUser(name),
          'post',
          `/conversations/${conversation.body.id}/messages`,
          body,
          key,
        );
        expect(posted.status).toBe(res.status === 200 ? 202 : res.status);
        return {
          status: res.status,
          text: res.body.sentence ?? res.body.error,
        };
      };
      expect(await ask('agent', 'secret')).toEqual({
        status: 200,
        text: 'Among resource:default/secret.',
      });
      expect(await ask('agent', 'resource:default/open')).toMatchObject({
        status: 200,
      });
      expect(await ask('reader', 'secret')).toEqual({
        status: 403,
        text: {
          name: 'NotAllowedError',
          message: "You may see the cluster 'secret', but not ask it",
        },
      });
      for (const cluster of ['secret', 'nowhere']) {
        expect(await ask('analyst', cluster)).toEqual({
          status: 404,
          text: {
            name: 'NotFoundError',
            message: `There is no cluster '${cluster}'`,
          },
        });
      }
    });

    it('leave an audit event, refused ones too, with the question cut', async () => {
      const question = `How many ${'x'.repeat(1_000)}?`;
      await call(asUser('analyst'), 'post', '/ask', { question });
      await call(asUser('denied'), 'post', '/ask', { question: 'Why?' });
      const { calls, results } = api.auditor.createEvent.mock;
      expect(calls.map(([event]) => event)).toEqual([
        {
          eventId: 'question-asked',
          severityLevel: 'medium',
          request: expect.anything(),
          meta: {
            userRef: 'user:default/analyst',
            question: question.slice(0, 500),
          },
        },
        {
          eventId: 'question-asked',
          severityLevel: 'medium',
          request: expect.anything(),
          meta: { userRef: 'user:default/denied', question: 'Why?' },
        },
      ]);
      const [asked, refused] = await Promise.all(results.map(r => r.value));
      expect(asked.success).toHaveBeenCalledWith({
        meta: {
          conversationId: expect.any(String),
          runId: expect.any(String),
        },
      });
      expect(refused.fail).toHaveBeenCalledWith({
        error: expect.objectContaining({ name: 'NotAllowedError' }),
      });
    });
  });

  describe('conversations', () => {
    it('go from a question to its receipt, and belong to whoever asked', async () => {
      const analyst = clientOf(asUser('analyst'));
      const { id } = await analyst.createConversation();
      const message = { question: 'How many?', idempotencyKey: 'k1' };
      const run = await analyst.postMessage(id, message);
      const again = await analyst.postMessage(id, message);
      expect(again.id).toBe(run.id);

      const events: RunEvent[] = [];
      for await (const event of analyst.streamRun(run.id)) {
        events.push(event);
      }
      expect(events.map(event => event.seq)).toEqual(
        events.map((_, index) => index + 1),
      );
      expect(events.at(-1)).toMatchObject({
        type: 'status',
        data: { status: 'done' },
      });
      const answer = events.find(event => event.type === 'answer');
      const { receiptId = '' } = answer?.data ?? {};
      expect(await analyst.getReceipt(receiptId)).toMatchObject({
        id: receiptId,
        runId: run.id,
        sql: 'SELECT 42 AS n',
      });
      expect(
        await analyst.sendFeedback(run.id, { rating: 'up', text: 'Right' }),
      ).toEqual({ runId: run.id, rating: 'up', text: 'Right' });
      expect(await analyst.getRun(run.id)).toMatchObject({ status: 'done' });
      expect(await analyst.getConversation(id)).toMatchObject({
        id,
        messages: [
          { role: 'user', text: 'How many?' },
          { role: 'assistant', receiptId, feedback: { rating: 'up' } },
        ],
      });
      expect((await analyst.listConversations()).map(c => c.id)).toContain(id);

      // Somebody who may do everything still sees none of it; nor does a service.
      for (const who of [asUser('admin'), asService('external:bot')]) {
        for (const [method, path, body] of [
          ['get', `/conversations/${id}`],
          ['delete', `/conversations/${id}`],
          ['post', `/conversations/${id}/messages`, { question: 'Why?' }],
          ['get', `/runs/${run.id}`],
          ['post', `/runs/${run.id}/cancel`],
          ['get', `/runs/${run.id}/events`],
          ['put', `/runs/${run.id}/feedback`, { rating: 'up' }],
          ['get', `/receipts/${receiptId}`],
        ] as typeof everyRoute) {
          const res = await call(who, method, path, body, key);
          expect([method, path, res.status]).toEqual([method, path, 404]);
          expect(res.body.error.name).toBe('NotFoundError');
        }
        const list = await call(who, 'get', '/conversations');
        expect(list.body.map((c: { id: string }) => c.id)).not.toContain(id);
      }

      const rest = await call(
        asUser('analyst'),
        'get',
        `/runs/${run.id}/events?lastEventId=${events.length - 1}`,
      );
      expect(rest.headers['content-type']).toBe(
        'text/event-stream; charset=utf-8',
      );
      expect(rest.text).toBe(
        `id: ${events.length}\nevent: status\ndata: ${JSON.stringify(
          events.at(-1)?.data,
        )}\n\n`,
      );

      await analyst.deleteConversation(id);
      await expect(analyst.getConversation(id)).rejects.toMatchObject({
        statusCode: 404,
      });
    });

    it('refuse one key for two questions', async () => {
      const analyst = clientOf(asUser('analyst'));
      const { id } = await analyst.createConversation();
      await analyst.postMessage(id, { question: 'One?', idempotencyKey: 'k' });
      await expect(
        analyst.postMessage(id, { question: 'Two?', idempotencyKey: 'k' }),
      ).rejects.toMatchObject({ statusCode: 409 });
    });

    it('stop when told to', async () => {
      const guest = clientOf(asUser('guest'));
      const { id } = await guest.createConversation();
      const run = await guest.postMessage(id, {
        question: 'hold',
        idempotencyKey: 'k',
      });
      const seen: RunEvent[] = [];
      for await (const event of guest.streamRun(run.id)) {
        seen.push(event);
        if (event.type === 'step') {
          await guest.cancelRun(run.id);
        }
      }
      expect(seen.at(-1)).toMatchObject({
        type: 'status',
        data: { status: 'cancelled' },
      });
    });
  });

  describe('bad requests', () => {
    const bad = (
      method: 'get' | 'post' | 'put',
      path: string,
      body?: object,
      headers?: Record<string, string>,
    ) => call(asUser('analyst'), method, path, body, headers);

    it.each<
      [
        string,
        'get' | 'post' | 'put',
        string,
        object | undefined,
        Record<string, string> | undefined,
        RegExp,
      ]
    >([
      ['no question', 'post', '/ask', {}, {}, /question/],
      ['an empty question', 'post', '/ask', { question: '' }, {}, /question/],
      ['a blank question', 'post', '/ask', { question: ' \n' }, {}, /question/],
      [
        'a question of 100,000 characters',
        'post',
        '/ask',
        { question: 'å'.repeat(100_000) },
        {},
        /question must NOT have more than 4000 characters/,
      ],
      [
        'a binary question',
        'post',
        '/ask',
        { question: 'a\u0000\u0001b' },
        {},
        /question/,
      ],
      [
        'a question that is a number',
        'post',
        '/ask',
        { question: 1 },
        {},
        /question must be string/,
      ],
      [
        'an unknown field',
        'post',
        '/ask',
        { question: 'Why?', clusterId: 'x' },
        {},
        /clusterId/,
      ],
      [
        'no idempotency key',
        'post',
        `/conversations/${unknownId}/messages`,
        { question: 'Why?' },
        {},
        /idempotency-key/i,
      ],
      [
        'a long idempotency key',
        'post',
        `/conversations/${unknownId}/messages`,
        { question: 'Why?' },
        { 'Idempotency-Key': 'k'.repeat(256) },
        /idempotency-key must NOT have more than 255 characters/i,
      ],
      [
        'a limit of none',
        'get',
        '/suggestions?limit=0',
        undefined,
        {},
        /limit/,
      ],
      ['an unknown parameter', 'get', '/clusters?foo=1', undefined, {}, /foo/],
      [
        'a repeated parameter',
        'get',
        '/clusters?search=a&search=b',
        undefined,
        {},
        /search/,
      ],
      [
        'a NUL in a search',
        'get',
        '/clusters?search=%00',
        undefined,
        {},
        /search/,
      ],
      ['a NUL in an id', 'get', '/runs/%00', undefined, {}, /id/],
      [
        'a broken escape',
        'get',
        '/clusters/%E0%A4%A',
        undefined,
        {},
        /uri|param/i,
      ],
      [
        'an event id that is none',
        'get',
        `/runs/${unknownId}/events`,
        undefined,
        { 'Last-Event-ID': 'abc' },
        /last-event-id/i,
      ],
      [
        'an unknown rating',
        'put',
        `/runs/${unknownId}/feedback`,
        { rating: 'meh' },
        {},
        /rating must be equal to one of the allowed values: up, down/,
      ],
    ])('%s: 400', async (_what, method, path, body, headers, message) => {
      const res = await bad(method, path, body, headers);
      expect(res.status).toBe(400);
      expect(res.body.error.name).toBe('InputError');
      expect(res.body.error.message).toMatch(message);
      expect(res.body.error).not.toHaveProperty('stack');
    });

    it('bodies that are not JSON, in another form, or too large', async () => {
      const post = (type: string, body: string) =>
        request(api.baseUrl)
          .post('/ask')
          .set('Authorization', asUser('analyst'))
          .set('Content-Type', type)
          .send(body);
      const malformed = await post('application/json', '{"question": ');
      expect(malformed.status).toBe(400);
      expect(malformed.body.error).toEqual({
        name: 'InputError',
        message: 'The body is not valid JSON',
      });
      const text = await post('text/plain', 'How many?');
      expect(text.status).toBe(400);
      expect(text.body.error.message).toMatch(/unsupported media type/);
      const large = await post(
        'application/json',
        JSON.stringify({ question: 'x'.repeat(1024 * 1024) }),
      );
      expect(large.status).toBe(413);
      expect(large.body.error).toEqual({
        name: 'PayloadTooLargeError',
        message: 'The body is larger than 1 MiB',
      });
    });
  });

  it('sends readers away with `reconnect` when the backend stops', async () => {
    const held = new ScriptedExecutor();
    const stopping = await startApi({
      knex: await databases.init(databaseId),
      executor: held,
    });
    const post = (path: string, body?: object) =>
      request(stopping.baseUrl)
        .post(path)
        .set('Authorization', asUser('guest'))
        .set(key)
        .send(body);
    const conversation = await post('/conversations');
    const run = await post(`/conversations/${conversation.body.id}/messages`, {
      question: 'hold',
    });
    const stream = await fetch(
      `${stopping.baseUrl}/runs/${run.body.id}/events`,
      { headers: { Authorization: asUser('guest') } },
    );
    const waiting = post('/ask', { question: 'hold' }).then(res => res);
    const stopped = stopping.stop();
    expect(await stream.text()).toMatch(/event: reconnect\ndata: \{\}\n\n$/);
    expect((await waiting).status).toBe(503);
    held.release();
    await stopped;
  });
});
