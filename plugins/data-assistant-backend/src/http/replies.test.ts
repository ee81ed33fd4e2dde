import { TestDatabases } from '@backstage/backend-test-utils';
import {
  RunStatus,
  RunStreamItem,
} from '@cairn/backstage-plugin-data-assistant-common';
import { ApiCaller, asService, asUser } from './__testUtils__/ApiCaller';
import { ScriptedExecutor } from './__testUtils__/ScriptedExecutor';
import { RunningApi, startApi } from './__testUtils__/startApi';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('Replies, %s', databaseId => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi({
      knex: await databases.init(databaseId),
      executor: new ScriptedExecutor(),
      serviceAccess: [{ subject: 'external:bot', clusters: ['open'] }],
    });
  });

  afterAll(() => api.stop());

  it('let a run go on that asked back, over one stream', async () => {
    const caller = new ApiCaller(api.baseUrl);
    const who = asUser('analyst');
    const client = caller.clientOf(who);
    const { id } = await client.createConversation();
    const run = await client.postMessage(id, {
      question: 'which',
      cluster: 'open',
      idempotencyKey: 'k',
    });
    const items: RunStreamItem[] = [];
    const stream = client.streamRun(run.id)[Symbol.asyncIterator]();
    const readTo = async (status: RunStatus) => {
      for (;;) {
        const { value, done } = await stream.next();
        if (done) {
          return;
        }
        items.push(value);
        if (value.type === 'status' && value.data.status === status) {
          return;
        }
      }
    };
    await readTo('waiting');
    const { question } = await client.getRun(run.id);
    expect(question).toEqual({
      n: 2,
      text: 'Which one?',
      choices: ['this', 'that'],
    });
    for (const [stranger, body, status] of [
      [asUser('admin'), { n: 2, text: 'this' }, 404],
      [asService('external:bot'), { n: 2, text: 'this' }, 404],
      [who, { n: 1, text: 'this' }, 409],
      [who, { n: 2, text: '' }, 400],
      [who, { n: 2, text: '\u0000' }, 400],
      [who, { n: 2, text: 'x'.repeat(1_001) }, 400],
      [who, { n: '2', text: 'this' }, 400],
      [who, { n: 0, text: 'this' }, 400],
      [who, { n: 1.5, text: 'this' }, 400],
      [who, { text: 'this' }, 400],
      [who, { n: 2, text: 'this', status: 'done' }, 400],
    ] as const) {
      await caller
        .call(stranger, 'post', `/runs/${run.id}/replies`, body)
        .expect(status);
    }
    const reply = { n: 2, text: 'this' };
    expect((await client.replyToRun(run.id, reply)).id).toBe(run.id);
    expect((await client.replyToRun(run.id, reply)).id).toBe(run.id);
    await expect(
      client.replyToRun(run.id, { n: 2, text: 'that' }),
    ).rejects.toMatchObject({ statusCode: 409 });
    expect(api.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'run-replied',
        meta: expect.objectContaining({ runId: run.id, step: 2 }),
      }),
    );
    await readTo('done');
    const events = items.filter(item => item.type !== 'draft');
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['question', 'reply', 'answer']),
    );
    expect(await client.getConversation(id)).toMatchObject({
      messages: [
        { text: 'which', cluster: 'resource:default/open' },
        { role: 'assistant' },
      ],
      runs: [{ status: 'done', attempts: 1 }],
    });
  });

  it('can be given to what /ask could not wait for, as its error says', async () => {
    const caller = new ApiCaller(api.baseUrl);
    const who = asUser('analyst');
    const asked = await caller.call(who, 'post', '/ask', { question: 'which' });
    expect(asked.status).toBe(409);
    const { conversationId, runId, n, message } = asked.body.error;
    expect(asked.body.error).toMatchObject({ code: 'asked-back', n: 2 });
    expect(message).toContain(
      `Reply in conversation '${conversationId}' (POST /runs/${runId}/replies with n 2 and the text)`,
    );
    await caller
      .call(who, 'post', `/runs/${runId}/replies`, { n, text: 'this' })
      .expect(202);
  });
});
