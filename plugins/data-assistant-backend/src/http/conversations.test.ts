import { TestDatabases } from '@backstage/backend-test-utils';
import { RunStreamItem } from '@cairn/backstage-plugin-data-assistant-common';
import request from 'supertest';
import { ApiCaller, asService, asUser } from './__testUtils__/ApiCaller';
import { key, Route } from './__testUtils__/everyRoute';
import { ScriptedExecutor } from './__testUtils__/ScriptedExecutor';
import { RunningApi, startApi } from './__testUtils__/startApi';
import { startScriptedApi } from './__testUtils__/startScriptedApi';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('Conversations, %s', databaseId => {
  let api: RunningApi;
  const call = (...args: Parameters<ApiCaller['call']>) =>
    new ApiCaller(api.baseUrl).call(...args);
  const clientOf = (who: string) => new ApiCaller(api.baseUrl).clientOf(who);

  beforeAll(async () => {
    api = await startScriptedApi(await databases.init(databaseId));
  });

  afterAll(() => api.stop());

  it('go from a question to its receipt, and belong to whoever asked', async () => {
    const analyst = clientOf(asUser('analyst'));
    const { id } = await analyst.createConversation();
    const message = { question: 'How many?', idempotencyKey: 'k1' };
    const run = await analyst.postMessage(id, message);
    const again = await analyst.postMessage(id, message);
    expect(again.id).toBe(run.id);

    const events: RunStreamItem[] = [];
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
      ] as Route[]) {
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
    const seen: RunStreamItem[] = [];
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
    await held.untilHeld(2);
    const stopped = stopping.stop();
    expect(await stream.text()).toMatch(/event: reconnect\ndata: \{\}\n\n$/);
    const refused = await waiting;
    expect(refused.status).toBe(503);
    expect(refused.body.error.message).toMatch(/^The portal is restarting/);
    held.release();
    await stopped;
  });
});
