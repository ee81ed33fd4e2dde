import { PortalUser } from './PortalUser';
import { pairFile, TestCompany } from './TestCompany';
import { TestPortal } from './TestPortal';
import { until } from './until';

/** The entity ref of the shop's cluster. */
export const TEAS = 'resource:default/teas';
/** Its one vetted question; the answer is 42. */
export const HOW_MANY = 'How many cups of tea were sold?';

/** A portal over one cluster, two of whose files are no UTF-8. */
export interface TeaShop {
  company: TestCompany;
  /** Of the team that owns the cluster. */
  ana: PortalUser;
  /** Of another team. */
  ben: PortalUser;
  close(): Promise<void>;
}

/** Resolves once the context was read and checked. */
export async function openTeaShop(): Promise<TeaShop> {
  const company = await TestCompany.create({
    users: { ana: ['brewers'], ben: ['sellers'] },
    clusters: [
      {
        name: 'teas',
        title: 'Teas',
        owner: 'group:default/brewers',
        warehouse: 'shop',
        table: 'main.teas',
        files: {
          'pairs/cups.sql': pairFile(
            HOW_MANY,
            'SELECT sum(cups) AS cups FROM main.teas',
          ),
          'pairs/latin.sql': Buffer.concat([
            Buffer.from('/*\nquestion: How many caf'),
            Buffer.from([0xe9]),
            Buffer.from('s?\n*/\nSELECT 1 AS n FROM main.teas\n'),
          ]),
          'docs/words.md': '---\ntitle: Words\n---\nA cup is 200 ml.\n',
          'docs/binary.md': Buffer.from([0x2d, 0x0a, 0xff, 0xfe, 0x00]),
        },
      },
    ],
  });
  await company.replaceWarehouse('shop', [
    'CREATE TABLE teas AS SELECT 40 AS cups UNION ALL SELECT 2',
  ]);
  const portal = await TestPortal.start({ company, warehouses: ['shop'] });
  const ana = await portal.signIn('ana');
  const ben = await portal.signIn('ben');
  await until('the pair is checked', async () => {
    const [teas] = await ana.client.listClusters();
    return teas?.health !== undefined;
  });
  const close = async () => {
    await portal.stop();
    await company.remove();
  };
  return { company, ana, ben, close };
}

export function isVerified(cups: number) {
  return { tier: 'verified', cluster: TEAS, rows: [[cups]] };
}

/** The id of a new conversation. */
export async function conversationOf(user: PortalUser): Promise<string> {
  return (await user.client.createConversation()).id;
}
