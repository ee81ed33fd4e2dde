import { BackendFeature } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { McpCaller } from './McpCaller';
import { PortalUser } from './PortalUser';
import { pairFile, TestCluster, TestCompany } from './TestCompany';
import { TestPortal } from './TestPortal';
import { until } from './until';

export const TEAS = 'resource:default/teas';
export const CELLAR = 'resource:default/cellar';
export const VAULT = 'resource:default/vault';
export const HOW_MANY_CUPS = 'How many cups of tea were sold?';
export const HOW_MANY_BOTTLES = 'How many bottles of wine lie in the cellar?';

const EVERY_TOKEN = ['mcp-actions', 'data-assistant'];
/** Tokens of services by their subjects. */
export const TOKENS = {
  reporting: 'token-of-reporting',
  stranger: 'token-of-a-stranger',
};

/** The MCP server of the portal. */
export const PORTAL = { path: 'mcp-actions/v1', prefix: 'data-assistant.' };
/** That of the plugin. */
export const OWN = { path: 'data-assistant/mcp/v1', prefix: '' };

function cluster(
  name: string,
  files: Record<string, string>,
  audience?: string[],
): TestCluster {
  return {
    name,
    title: `The ${name}`,
    owner: 'group:default/brewers',
    audience,
    warehouse: 'shop',
    table: `main.${name}`,
    files,
  };
}

/** A portal with two MCP servers over three clusters, one of which has an audience. */
export interface McpShop {
  portal: TestPortal;
  /** Of the team that owns all clusters. */
  ana: PortalUser;
  /** Of another. */
  ben: PortalUser;
  connect(
    server: { path: string; prefix: string },
    token: string,
  ): Promise<McpCaller>;
  close(): Promise<void>;
}

/**
 * Resolves once the context was read and checked. `reporting` has the teas; whoever comes through the
 * portal's server as a service has the cellar.
 */
export async function openMcpShop(
  options: {
    /** Further `dataAssistant` configuration. */
    dataAssistant?: JsonObject;
    features?: BackendFeature[];
  } = {},
): Promise<McpShop> {
  const company = await TestCompany.create({
    users: { ana: ['brewers'], ben: ['sellers'] },
    clusters: [
      cluster('teas', {
        'pairs/cups.sql': pairFile(
          HOW_MANY_CUPS,
          'SELECT sum(cups) AS cups FROM main.teas',
        ),
        'docs/words.md':
          '---\ntitle: Words\nterms:\n  - term: cup\n    definition: 200 ml of tea\n---\nA cup is 200 ml.\n',
      }),
      cluster('cellar', {
        'pairs/bottles.sql': pairFile(
          HOW_MANY_BOTTLES,
          'SELECT sum(bottles) AS bottles FROM main.cellar',
        ),
      }),
      cluster(
        'vault',
        {
          'pairs/gold.sql': pairFile(
            'How much gold lies in the vault?',
            'SELECT sum(gold) AS gold FROM main.vault',
          ),
        },
        ['group:default/brewers'],
      ),
    ],
  });
  await company.replaceWarehouse('shop', [
    'CREATE TABLE teas AS SELECT 40 AS cups UNION ALL SELECT 2',
    'CREATE TABLE cellar AS SELECT 7 AS bottles',
    'CREATE TABLE vault AS SELECT 12 AS gold',
  ]);
  const portal = await TestPortal.start({
    company,
    warehouses: ['shop'],
    features: options.features,
    externalAccess: Object.entries(TOKENS).map(([subject, token]) => ({
      type: 'static',
      options: { token, subject },
      accessRestrictions: EVERY_TOKEN.map(plugin => ({ plugin })),
    })),
    dataAssistant: {
      actions: { patience: { seconds: 1 } },
      serviceAccess: [
        { subject: 'reporting', clusters: ['teas'] },
        { subject: 'plugin:mcp-actions', clusters: ['cellar'] },
      ],
      ...options.dataAssistant,
    },
  });
  const [ana, ben] = await Promise.all(
    ['ana', 'ben'].map(name => portal.signIn(name)),
  );
  await until('all clusters are measured', async () => {
    const clusters = await ana.client.listClusters();
    return (
      clusters.length === 3 &&
      clusters.every(({ health }) => health !== undefined)
    );
  });
  const callers: McpCaller[] = [];
  return {
    portal,
    ana,
    ben,
    connect: async ({ path, prefix }, token) => {
      const url = `${portal.baseUrl}/api/${path}`;
      const caller = await McpCaller.connect({ url, token, prefix });
      callers.push(caller);
      return caller;
    },
    close: async () => {
      await Promise.all(callers.map(caller => caller.close()));
      await portal.stop();
      await company.remove();
    },
  };
}
