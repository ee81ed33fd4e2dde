import { PortalUser } from './__testUtils__/PortalUser';
import { errorOf, notFound } from './__testUtils__/refusals';
import {
  pairFile,
  TestCluster,
  TestCompany,
} from './__testUtils__/TestCompany';
import { TestPortal } from './__testUtils__/TestPortal';
import { until } from './__testUtils__/until';

jest.setTimeout(120_000);

const VAULT = 'resource:default/vault';
const SECRET = 'How much gold lies in the vault?';

function cluster(
  name: string,
  options: { question: string; sql: string; audience?: string[] },
): TestCluster {
  return {
    name,
    title: `The ${name}`,
    owner: 'group:default/keepers',
    audience: options.audience,
    warehouse: 'house',
    table: `main.${name}`,
    files: { 'pairs/much.sql': pairFile(options.question, options.sql) },
  };
}

describe('a cluster with an audience', () => {
  let company: TestCompany;
  let portal: TestPortal;
  /** Of the owning team, of the audience, and neither. */
  let kim: PortalUser;
  let lee: PortalUser;
  let max: PortalUser;

  beforeAll(async () => {
    company = await TestCompany.create({
      users: { kim: ['keepers'], lee: ['auditors'], max: ['gardeners'] },
      clusters: [
        cluster('vault', {
          question: SECRET,
          sql: 'SELECT sum(gold) AS gold FROM main.vault',
          audience: ['group:default/auditors'],
        }),
        cluster('garden', {
          question: 'How many roses grow in the garden?',
          sql: 'SELECT sum(roses) AS roses FROM main.garden',
        }),
      ],
    });
    await company.replaceWarehouse('house', [
      'CREATE TABLE vault AS SELECT 12 AS gold',
      'CREATE TABLE garden AS SELECT 34 AS roses',
    ]);
    portal = await TestPortal.start({ company, warehouses: ['house'] });
    [kim, lee, max] = await Promise.all(
      ['kim', 'lee', 'max'].map(name => portal.signIn(name)),
    );
    await until('both clusters are measured', async () => {
      const clusters = await kim.client.listClusters();
      return (
        clusters.length === 2 &&
        clusters.every(({ health }) => health !== undefined)
      );
    });
  });

  afterAll(async () => {
    await portal?.stop();
    await company?.remove();
  });

  it.each<[string, () => PortalUser, boolean]>([
    ['its owner', () => kim, true],
    ['its audience', () => lee, false],
  ])('is there for %s', async (_who, user, curate) => {
    expect(await user().client.getCluster('vault')).toMatchObject({
      id: VAULT,
      can: { ask: true, curate },
    });
    expect((await user().ask(SECRET)).json).toMatchObject({
      tier: 'verified',
      cluster: VAULT,
      rows: [[12]],
    });
    const suggestions = await user().client.listSuggestions({ limit: 50 });
    expect(suggestions.map(({ cluster: id }) => id)).toContain(VAULT);
  });

  it('is not found by anybody else, under any name', async () => {
    const clusters = await max.client.listClusters();
    expect(clusters.map(({ id }) => id)).toEqual(['resource:default/garden']);
    expect(await max.client.listClusters({ search: 'vault' })).toEqual([]);
    expect(
      (await max.client.listClusters({ owner: 'group:default/keepers' }))
        .length,
    ).toBe(1);
    for (const id of ['vault', VAULT, 'RESOURCE:default/vault', 'Vault']) {
      const unknown = notFound(`There is no cluster '${id}'`);
      const path = `/clusters/${encodeURIComponent(id)}`;
      expect(errorOf(await max.send('GET', path))).toEqual(unknown);
      expect(errorOf(await max.send('GET', `${path}/health`))).toEqual(unknown);
      expect(errorOf(await max.ask(SECRET, id))).toEqual(unknown);
      expect(
        errorOf(
          await max.send(
            'GET',
            `/suggestions?cluster=${encodeURIComponent(id)}`,
          ),
        ),
      ).toEqual(unknown);
      const conversation = await max.client.createConversation();
      const posted = await max.send(
        'POST',
        `/conversations/${conversation.id}/messages`,
        {
          body: { question: SECRET, cluster: id },
          headers: { 'Idempotency-Key': 'key' },
        },
      );
      expect(errorOf(posted)).toEqual(unknown);
      expect(
        (await max.client.getConversation(conversation.id)).messages,
      ).toEqual([]);
    }
  });

  it('leaks nothing through what is uncovered, suggested or written in the journal', async () => {
    const suggestions = await max.client.listSuggestions({ limit: 50 });
    expect(suggestions).toEqual([
      {
        question: 'How many roses grow in the garden?',
        cluster: 'resource:default/garden',
        clusterTitle: 'The garden',
      },
    ]);
    for (const question of [
      SECRET,
      'Which gold is in the vault of The vault?',
    ]) {
      const { text, body } = await max.ask(question);
      expect(body.tier).toBe('uncovered');
      expect(body.suggestions?.map(({ cluster: id }) => id)).toEqual([
        'resource:default/garden',
      ]);
      const events = await max.follow(body.runId);
      const told = (text + JSON.stringify(events)).replaceAll(question, '');
      expect(told).not.toMatch(/vault|gold/i);
    }
  });

  it('is still closed when the same question was answered to somebody else', async () => {
    const { receiptId, runId } = await kim.client.ask({ question: SECRET });
    for (const path of [`/receipts/${receiptId}`, `/runs/${runId}`]) {
      expect((await max.send('GET', path)).status).toBe(404);
      expect((await lee.send('GET', path)).status).toBe(404);
    }
  });
});
