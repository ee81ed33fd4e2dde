import {
  modelReplies,
  ModelTestServer,
} from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import openaiModule from '@cairn/backstage-plugin-data-assistant-backend-module-openai';
import { McpCaller } from './__testUtils__/McpCaller';
import {
  McpShop,
  openMcpShop,
  OWN,
  PORTAL,
  TEAS,
} from './__testUtils__/McpShop';

jest.setTimeout(180_000);

const LARGEST_SALE = 'What is the largest single sale of tea?';
const SQL = 'SELECT max(cups) AS cups FROM main.teas';

const { call } = modelReplies;
const runSql = call('run_sql', { cluster: 'teas', sql: SQL });
const answerWith = (sentence: string) =>
  call('answer', {
    sentence,
    query: 'q1',
    citations: [TEAS],
    confidence: 0.8,
    assumptions: ['Green tea alone counts.'],
  });

describe('questions that a model works on, over MCP', () => {
  let model: ModelTestServer;
  let shop: McpShop | undefined;
  let caller: McpCaller;

  beforeAll(async () => {
    model = await ModelTestServer.start();
    shop = await openMcpShop({
      features: [openaiModule],
      dataAssistant: {
        openai: {
          baseUrl: model.baseUrl,
          answering: { model: 'test-model' },
        },
      },
    });
    caller = await shop.connect(PORTAL, shop.ana.token);
  });

  afterAll(async () => {
    await shop?.close();
    await model?.close();
  });

  it('puts back what the model asks, and answers once there is a reply', async () => {
    model.script = [
      call('ask_user', {
        question: 'Which kind of tea?',
        choices: ['Green', 'Black'],
      }),
      runSql,
      answerWith('The largest sale was of 40 cups.'),
    ];
    const asked = await caller.ask({ question: LARGEST_SALE });
    expect(asked).toMatchObject({
      status: 'waiting',
      question: { text: 'Which kind of tea?', choices: ['Green', 'Black'] },
    });
    const { runId, question } = asked;
    expect(await caller.ask({ runId })).toEqual(asked);
    const replied = await caller.ask({
      runId,
      replyTo: question?.n,
      reply: 'Green',
    });
    expect(replied).toMatchObject({
      status: 'done',
      runId,
      answer: {
        tier: 'grounded',
        meaning: expect.stringContaining('say so'),
        rows: [[40]],
        sql: expect.stringContaining('max(cups)'),
        assumptions: ['Green tea alone counts.'],
        warnings: [],
      },
    });
    const told = JSON.stringify(model.requests.at(-1)?.body.messages);
    expect(told).toContain('Green');
  });

  it('warns of numbers that no row holds', async () => {
    const invented = answerWith('The largest sale was of 4711 cups.');
    model.script = [runSql, invented, invented];
    const { answer } = await caller.ask({ question: LARGEST_SALE });
    expect(answer?.warnings).toEqual([
      expect.stringMatching(/do not rely on them: .*4711/),
    ]);
  });

  describe('that is slow', () => {
    let release: () => void;

    beforeEach(() => {
      const released = new Promise<void>(resolve => {
        release = resolve;
      });
      const script = [runSql, answerWith('The largest sale was of 40 cups.')];
      model.script = async () => {
        await released;
        return script.shift()!;
      };
    });

    const answered = {
      status: 'done',
      answer: { tier: 'grounded', rows: [[40]] },
    };

    it('hands the question back, and never asks twice', async () => {
      const first = await caller.call('ask-data-question', {
        question: LARGEST_SALE,
      });
      expect(first.output).toMatchObject({
        status: 'running',
        hint: expect.stringContaining('Call again with this runId'),
      });
      const { runId = '', conversationId = '' } = first.output ?? {};
      const again = await caller.call('ask-data-question', {
        runId,
        question: LARGEST_SALE,
      });
      expect(again.output).toMatchObject({ status: 'running', runId });
      release();
      const last = await caller.ask({ runId });
      expect(last).toMatchObject({ ...answered, runId });
      expect(await caller.ask({ runId })).toEqual(last);
      const { runs } = await shop!.ana.client.getConversation(conversationId);
      expect(runs.map(({ id }) => id)).toEqual([runId]);
    });

    it.each([
      ['portal', PORTAL],
      ['plugin', OWN],
    ])('goes on when a client of the %s hangs up', async (_name, server) => {
      const before = model.received;
      const { token, client } = shop!.ben;
      const hasty = await shop!.connect(server, token);
      const hangUp = new AbortController();
      const lost = hasty
        .call('ask-data-question', { question: LARGEST_SALE }, hangUp.signal)
        .catch(error => error);
      await model.request(before + 1);
      hangUp.abort();
      expect(await lost).toBeInstanceOf(Error);
      release();
      const [{ id }] = await client.listConversations();
      const { runs } = await client.getConversation(id);
      expect(await hasty.ask({ runId: runs[0].id })).toMatchObject(answered);
    });
  });
});
