import { McpCaller } from './__testUtils__/McpCaller';
import {
  CELLAR,
  HOW_MANY_BOTTLES,
  HOW_MANY_CUPS,
  McpShop,
  openMcpShop,
  OWN,
  PORTAL,
  TEAS,
  VAULT,
} from './__testUtils__/McpShop';
import { PortalUser } from './__testUtils__/PortalUser';
import { ToolOutputs } from './__testUtils__/toolOutputs';

jest.setTimeout(180_000);

describe('the data assistant over MCP', () => {
  let shop: McpShop | undefined;
  let ana: PortalUser;

  beforeAll(async () => {
    shop = await openMcpShop();
    ({ ana } = shop);
  });

  afterAll(async () => {
    await shop?.close();
  });

  describe.each([
    ['the server of the portal', PORTAL],
    ['the server of the plugin', OWN],
  ])('%s, for a user,', (_name, server) => {
    let caller: McpCaller;

    beforeAll(async () => {
      caller = await shop!.connect(server, ana.token);
    });

    it('lists three tools with what they do to the world', async () => {
      const tools = await caller.tools();
      expect(
        tools.map(({ name, annotations }) => [
          name,
          annotations?.readOnlyHint,
          annotations?.destructiveHint,
          annotations?.idempotentHint,
        ]),
      ).toEqual([
        [`${server.prefix}find-data-clusters`, true, false, true],
        [`${server.prefix}get-data-cluster-context`, true, false, true],
        [`${server.prefix}ask-data-question`, false, false, false],
      ]);
      for (const { description, inputSchema } of tools) {
        expect(description).toMatch(/never|nothing/);
        expect(inputSchema.type).toBe('object');
      }
    });

    it('finds clusters, the nearest first', async () => {
      const all = await caller.call('find-data-clusters', {});
      expect(all.output?.clusters.map(({ cluster }) => cluster).sort()).toEqual(
        [CELLAR, TEAS, VAULT],
      );
      const { output } = await caller.call('find-data-clusters', {
        question: 'cups of tea',
        limit: 1,
      });
      expect(output).toEqual({
        clusters: [
          {
            cluster: TEAS,
            title: 'The teas',
            owner: 'group:default/brewers',
            confidence: expect.any(Number),
            datasets: 1,
            vettedQuestions: 1,
            docs: 1,
            link: 'http://localhost:3000/data-assistant/clusters/default/teas',
          },
        ],
        total: 3,
        note: '2 more are not shown.',
      });
    });

    it('reads the context of a cluster, for a question and without', async () => {
      const { output } = await caller.call('get-data-cluster-context', {
        cluster: 'teas',
        question: HOW_MANY_CUPS,
        budgetTokens: 500,
      });
      expect(output?.tokens).toBeLessThanOrEqual(500);
      expect(output?.context).toContain('sum(cups)');
      expect(output?.pieces).toContainEqual({ kind: 'pair', id: 'teas/cups' });

      const card = await caller.call('get-data-cluster-context', {
        cluster: TEAS,
      });
      expect(card.output).toMatchObject({
        cluster: TEAS,
        owner: 'group:default/brewers',
        mayAsk: true,
        pieces: [
          { kind: 'dataset', id: 'resource:default/teas-rows' },
          { kind: 'pair', id: 'teas/cups' },
          { kind: 'doc', id: 'teas/words' },
        ],
        omitted: { pairs: 0, docs: 0, datasets: 0, columns: 1 },
      });
      for (const told of ['main.teas', HOW_MANY_CUPS, 'cup: 200 ml of tea']) {
        expect(card.output?.context).toContain(told);
      }
    });

    it('answers from a vetted question, and keeps the conversation', async () => {
      const output = await caller.ask({ question: HOW_MANY_CUPS });
      expect(output).toMatchObject({
        status: 'done',
        link: `http://localhost:3000/data-assistant/c/${output.conversationId}`,
        answer: {
          tier: 'verified',
          cluster: TEAS,
          columns: [{ name: 'cups' }],
          rows: [[42]],
          rowCount: 1,
          truncated: false,
          sql: expect.stringContaining('sum(cups)'),
          warnings: [],
        },
      });
      expect(output.answer?.sources).toContainEqual(
        expect.objectContaining({ kind: 'pair', id: 'teas/cups' }),
      );
      const { messages } = await ana.client.getConversation(
        output.conversationId,
      );
      expect(messages.map(({ text }) => text)[0]).toBe(HOW_MANY_CUPS);

      const next = await caller.ask({
        question: HOW_MANY_BOTTLES,
        conversationId: output.conversationId,
        cluster: '',
      });
      expect(next).toMatchObject({
        conversationId: output.conversationId,
        answer: { tier: 'verified', rows: [[7]] },
      });
    });

    it('says that nothing answers, and what does', async () => {
      const { status, answer } = await caller.ask({
        question: 'How many coffees were stolen?',
      });
      expect(status).toBe('done');
      expect(answer).toMatchObject({ tier: 'uncovered', rows: [] });
      expect(answer?.meaning).toMatch(/give no number/);
      expect(answer?.suggestions).toContain(HOW_MANY_CUPS);
    });

    it.each<[keyof ToolOutputs, string, Record<string, unknown>]>([
      [
        'get-data-cluster-context',
        "There is no cluster 'nowhere'. Call find-data-clusters for those that you may ask.",
        { cluster: 'nowhere' },
      ],
      [
        'ask-data-question',
        "There is no cluster 'nowhere'. Call find-data-clusters",
        { question: HOW_MANY_CUPS, cluster: 'nowhere' },
      ],
      [
        'ask-data-question',
        "There is no run 'none'. Ask the question again without a runId.",
        { runId: 'none' },
      ],
      [
        'ask-data-question',
        'Give a question, or the runId of one that was asked before.',
        { question: ' ', runId: '' },
      ],
      [
        'ask-data-question',
        'at most 4000 character',
        { question: 'x'.repeat(4_001) },
      ],
      ['find-data-clusters', 'less than or equal to 50', { limit: 1_000 }],
    ])('%s says what to do: %s', async (name, message, args) => {
      const before = await ana.client.listConversations();
      const { error } = await caller.call(name, args);
      expect(error).toContain(message);
      expect(await ana.client.listConversations()).toHaveLength(before.length);
    });
  });
});
