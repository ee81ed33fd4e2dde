import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PortalProcess } from './__testUtils__/PortalProcess';
import { PortalUser } from './__testUtils__/PortalUser';
import { pairFile, TestCompany } from './__testUtils__/TestCompany';
import { until } from './__testUtils__/until';

const TIMEOUT_MS = 180_000;

const QUICK = 'How many letters were sent?';
const SLOW = 'How long is the slow count?';
/** Some two seconds on one core. */
const SLOW_COUNT = 500_000_000;
/** The guard lets a series be no longer than ten million. */
const SLOW_TIMES = 50;
const QUERY_TIMEOUT = { minutes: 2 };

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

/** A fresh database that outlives a process, for `backend.database` of the configuration. */
async function createDatabase(
  id: TestDatabaseId,
  folder: string,
): Promise<JsonObject> {
  if (id === 'SQLITE_3') {
    const directory = join(folder, 'db');
    await mkdir(directory);
    return { client: 'better-sqlite3', connection: { directory } };
  }
  const { client } = await databases.init(id);
  return {
    client: 'pg',
    pluginDivisionMode: 'schema',
    ensureExists: false,
    ensureSchemaExists: true,
    connection: client.config.connection,
  };
}

/** A company, a database and a portal over both, which can be killed and started again. */
async function createScene(databaseId: TestDatabaseId) {
  const company = await TestCompany.create({
    users: { guest: ['posters'] },
    clusters: [
      {
        name: 'post',
        title: 'Post',
        owner: 'group:default/posters',
        warehouse: 'office',
        table: 'main.letters',
        files: {
          'pairs/letters.sql': pairFile(
            QUICK,
            'SELECT sum(letters) AS letters FROM main.letters',
          ),
          'pairs/slow.sql': pairFile(
            SLOW,
            `SELECT count(*) + sum(letters - letters) AS n FROM main.letters, range(${
              SLOW_COUNT / SLOW_TIMES
            }) r, range(${SLOW_TIMES}) s WHERE r.range >= letters - letters`,
          ),
        },
      },
    ],
  });
  await company.replaceWarehouse('office', [
    'CREATE TABLE letters AS SELECT 42 AS letters',
  ]);
  const config = {
    backend: { database: await createDatabase(databaseId, company.folder) },
    auth: {
      providers: { guest: { userEntityRef: 'user:default/guest' } },
    },
    permission: { enabled: true },
    catalog: company.catalogConfig(),
    dataAssistant: {
      limits: { queryTimeout: QUERY_TIMEOUT },
      warehouses: {
        duckdb: [
          {
            id: 'office',
            path: company.warehousePath('office'),
            limits: { queryTimeout: QUERY_TIMEOUT },
          },
        ],
      },
    },
  };
  let portal: PortalProcess | undefined;
  return {
    startPortal: async (): Promise<PortalUser> => {
      portal = await PortalProcess.start({ folder: company.folder, config });
      return portal.signIn();
    },
    killPortal: async () => portal?.kill(),
    remove: async () => {
      await portal?.kill();
      await company.remove();
    },
  };
}

describe('a portal that is killed while it answers', () => {
  // At the same time, since most of it is waiting for the lease of the dead process to run out.
  it.concurrent.each(databases.eachSupportedId())(
    'on %s: one answer after the restart, and all else is kept',
    async databaseId => {
      const { startPortal, killPortal, remove } = await createScene(databaseId);
      try {
        const before = await startPortal();
        await until('the pairs are checked', async () => {
          const { pairs } = await before.client.getCluster('post');
          return (
            pairs.length === 2 &&
            pairs.every(({ validity }) => validity.status === 'valid')
          );
        });
        const answered = await before.client.ask({ question: QUICK });
        expect(answered).toMatchObject({ tier: 'verified', rows: [[42]] });
        await before.client.sendFeedback(answered.runId, {
          rating: 'down',
          text: 'Without postcards?',
        });
        const kept = async (user: PortalUser) => ({
          conversation: await user.client.getConversation(
            answered.conversationId,
          ),
          receipt: await user.client.getReceipt(answered.receiptId!),
          events: await user.follow(answered.runId),
        });
        const beforeTheKill = await kept(before);
        expect(beforeTheKill.conversation.messages[1]).toMatchObject({
          feedback: { rating: 'down', text: 'Without postcards?' },
        });

        const { id } = await before.client.createConversation();
        const { body: run } = await before.post(id, SLOW, 'slow');
        const seen = await before.follow(run.id, {
          enough: event => event.type === 'step' && event.data.kind === 'guard',
        });
        await killPortal();
        expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, at) => at + 1));
        expect(seen.map(({ type }) => type)).not.toContain('answer');

        const after = await startPortal();
        const again = await after.post(id, SLOW, 'slow');
        expect(again.json).toMatchObject({ id: run.id });
        const rest = await after.follow(run.id, {
          lastEventId: seen[seen.length - 1].seq,
        });
        const all = [...seen, ...rest];
        expect(all.map(({ seq }) => seq)).toEqual(all.map((_, at) => at + 1));
        expect(all.filter(({ type }) => type === 'answer')).toMatchObject([
          { data: { answer: { tier: 'verified', rows: [[SLOW_COUNT]] } } },
        ]);
        expect(all.at(-1)).toMatchObject({
          type: 'status',
          data: { status: 'done', attempt: 2 },
        });
        expect(all).toEqual(await after.follow(run.id));
        const { messages, runs } = await after.client.getConversation(id);
        expect(messages.map(({ role, runId }) => [role, runId])).toEqual([
          ['user', undefined],
          ['assistant', run.id],
        ]);
        expect(runs).toMatchObject([
          { id: run.id, status: 'done', attempts: 2 },
        ]);

        expect(await kept(after)).toEqual(beforeTheKill);
        const conversations = await after.client.listConversations();
        expect(conversations.map(each => each.id).sort()).toEqual(
          [id, answered.conversationId].sort(),
        );
      } finally {
        await remove();
      }
    },
    TIMEOUT_MS,
  );
});
