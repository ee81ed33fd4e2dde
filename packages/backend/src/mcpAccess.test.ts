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
  TOKENS,
  VAULT,
} from './__testUtils__/McpShop';
import { PortalUser } from './__testUtils__/PortalUser';

jest.setTimeout(180_000);

describe('access over MCP', () => {
  let shop: McpShop | undefined;
  let ana: PortalUser;
  let ben: PortalUser;

  beforeAll(async () => {
    shop = await openMcpShop();
    ({ ana, ben } = shop);
  });

  afterAll(async () => {
    await shop?.close();
  });

  it('has for a user what the policy allows, and nothing of others', async () => {
    const caller = await shop!.connect(PORTAL, ben.token);
    const { output } = await caller.call('find-data-clusters', {
      question: 'gold in the vault',
    });
    expect(JSON.stringify(output)).not.toContain(VAULT);
    for (const [name, args] of [
      ['get-data-cluster-context', { cluster: 'vault' }],
      ['ask-data-question', { cluster: 'vault', question: 'How much gold?' }],
    ] as const) {
      expect((await caller.call(name, args)).error).toContain(
        "There is no cluster 'vault'",
      );
    }
    const { runId } = await ana.client.ask({ question: HOW_MANY_CUPS });
    expect((await caller.call('ask-data-question', { runId })).error).toContain(
      `There is no run '${runId}'`,
    );
  });

  it.each([
    [
      'a token at the server of the plugin has the clusters opened to its name',
      OWN,
      TOKENS.reporting,
      { cluster: TEAS, question: HOW_MANY_CUPS, rows: [[42]] },
    ],
    [
      'any token at the server of the portal has those opened to that server',
      PORTAL,
      TOKENS.stranger,
      { cluster: CELLAR, question: HOW_MANY_BOTTLES, rows: [[7]] },
    ],
  ])('%s, and no other', async (_what, server, token, open) => {
    const caller = await shop!.connect(server, token);
    const { output } = await caller.call('find-data-clusters', {});
    expect(output?.clusters).toEqual([
      expect.objectContaining({ cluster: open.cluster }),
    ]);
    const { answer } = await caller.ask({ question: open.question });
    expect(answer).toMatchObject({ tier: 'verified', rows: open.rows });
    const { error } = await caller.call('get-data-cluster-context', {
      cluster: 'vault',
    });
    expect(error).toContain("There is no cluster 'vault'");
  });

  it('has nothing for a token that nothing is opened to', async () => {
    const caller = await shop!.connect(OWN, TOKENS.stranger);
    const { output } = await caller.call('find-data-clusters', {
      question: HOW_MANY_CUPS,
    });
    expect(output).toMatchObject({ clusters: [], total: 0 });
    expect(
      (await caller.call('get-data-cluster-context', { cluster: TEAS })).error,
    ).toContain(`There is no cluster '${TEAS}'`);
    const asked = await caller.call('ask-data-question', {
      question: HOW_MANY_CUPS,
    });
    expect(asked.error).toContain(
      "No cluster is open to the service 'stranger'",
    );
  });

  it('lets nobody in without a token', async () => {
    for (const { path } of [PORTAL, OWN]) {
      const url = `${shop!.portal.baseUrl}/api/${path}`;
      await expect(
        McpCaller.connect({ url, token: 'not-a-token' }),
      ).rejects.toThrow(/401|Unauthorized|Illegal token/);
      expect((await fetch(url)).status).toBe(401);
    }
  });
});
