import { TestDatabases } from '@backstage/backend-test-utils';
import { ApiCaller, asService, asUser } from './__testUtils__/ApiCaller';
import { key } from './__testUtils__/everyRoute';
import { RunningApi } from './__testUtils__/startApi';
import { startScriptedApi } from './__testUtils__/startScriptedApi';

const allClusters = ['finance', 'open', 'secret'].map(
  name => `resource:default/${name}`,
);

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('Questions, %s', databaseId => {
  let api: RunningApi;
  const call = (...args: Parameters<ApiCaller['call']>) =>
    new ApiCaller(api.baseUrl).call(...args);

  beforeAll(async () => {
    api = await startScriptedApi(await databases.init(databaseId));
  });

  afterAll(() => api.stop());

  beforeEach(() => api.auditor.createEvent.mockClear());

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
