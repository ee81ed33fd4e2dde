import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { applyMigrations } from './applyMigrations';

const TABLES = [
  'clusters',
  'cluster_audience',
  'datasets',
  'pairs',
  'docs',
  'context_problems',
  'conversations',
  'runs',
  'run_steps',
  'run_events',
  'receipts',
  'messages',
  'feedback',
  'question_outcomes',
  'health_snapshots',
  'embeddings',
  'run_questions',
  'run_drafts',
  'run_usage',
];
const AT = '2026-11-20T09:00:00.000Z';

async function insertConversation(database: Knex) {
  await database('conversations').insert({
    id: 'c',
    user_ref: 'user:default/ana',
    title: 'Listeners',
    created_at: AT,
    updated_at: AT,
  });
  await database('runs').insert({
    id: 'r',
    conversation_id: 'c',
    user_ref: 'user:default/ana',
    idempotency_key: 'k',
    request_hash: 'h',
    message_id: 'm1',
    question: 'How many?',
    askable: '[]',
    status: 'done',
    deadline_at: 1,
    created_at: AT,
  });
  await database('run_steps').insert({
    run_id: 'r',
    n: 1,
    kind: 'route',
    input_hash: 'h',
    result: '{}',
    created_at: AT,
  });
  await database('run_events').insert({
    run_id: 'r',
    seq: 1,
    type: 'status',
    data: '{}',
    created_at: AT,
  });
  await database('run_questions').insert({
    run_id: 'r',
    n: 2,
    input_hash: 'h',
    text: 'Which?',
    choices: '[]',
    asked_at: AT,
  });
  await database('run_drafts').insert({
    run_id: 'r',
    after_seq: 1,
    revision: 1,
    data: '{}',
  });
  await database('run_usage')
    .insert({
      run_id: 'r',
      day: '2026-11-20',
      user_ref: 'user:default/ana',
      scanned_bytes: 5_000_000_000,
    })
    .onConflict(['run_id', 'day'])
    .ignore();
  await database('receipts').insert({
    id: 'x',
    run_id: 'r',
    cluster_id: 'resource:default/podcasts',
    context_version: 'v',
    body: '{}',
    created_at: AT,
  });
  await database('messages').insert({
    id: 'm2',
    conversation_id: 'c',
    role: 'assistant',
    text: '42',
    run_id: 'r',
    position: 1,
    created_at: AT,
  });
  await database('feedback').insert({
    run_id: 'r',
    user_ref: 'user:default/ana',
    rating: 'up',
    created_at: AT,
    updated_at: AT,
  });
}

describe('applyMigrations', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())(
    'builds the schema of %s, keeps its promises with data, and takes it down',
    async id => {
      const database = await databases.init(id);
      const service = { getClient: async () => database };
      await applyMigrations(service);
      await applyMigrations(service);
      for (const table of TABLES) {
        expect(await database.schema.hasTable(table)).toBe(true);
      }

      await insertConversation(database);
      await expect(
        database('messages').insert({
          id: 'm3',
          conversation_id: 'c',
          role: 'assistant',
          text: '43',
          run_id: 'r',
          position: 2,
          created_at: AT,
        }),
      ).rejects.toThrow(/unique/i);

      await database('conversations').where({ id: 'c' }).delete();
      for (const table of [
        'runs',
        'run_steps',
        'run_events',
        'run_questions',
        'run_drafts',
        'receipts',
        'messages',
        'feedback',
      ]) {
        expect(await database(table).select()).toEqual([]);
      }
      // Limits are not to be deleted away.
      expect(await database('run_usage').select()).toHaveLength(1);

      await insertConversation(database);
      await database('runs').update({ status: 'waiting' });
      const directory = resolvePackagePath(
        '@cairn/backstage-plugin-data-assistant-backend',
        'migrations',
      );
      await database.migrate.down({ directory });
      expect(await database('runs').select('status')).toEqual([
        { status: 'cancelled' },
      ]);
      await database.migrate.rollback({ directory }, true);
      for (const table of TABLES) {
        expect(await database.schema.hasTable(table)).toBe(false);
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'leaves %s alone when migrations are skipped',
    async id => {
      const database = await databases.init(id);
      const client = await applyMigrations({
        getClient: async () => database,
        migrations: { skip: true },
      });
      expect(client).toBe(database);
      expect(await database.schema.hasTable('runs')).toBe(false);
    },
  );
});
