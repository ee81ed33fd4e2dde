import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import { z } from 'zod/v3';
import {
  AuthorizedConversationService,
  CallerResolver,
  ClusterAccess,
  ServiceAccess,
} from '../access';
import {
  Conversations,
  createConversations,
  RunExecutor,
  RunJournal,
} from '../conversations';
import { KnexContextStore } from '../curation';
import { applyMigrations } from '../database';
import { createAskDataQuestionAction } from './createAskDataQuestionAction';
import { PortalLinks } from './PortalLinks';
import { RunWaiter } from './RunWaiter';

jest.setTimeout(60_000);

const ASKS_BACK = 'How many listeners?';
const NEVER_ENDS = 'What is the last digit of pi?';
const ann = { credentials: mockCredentials.user('user:default/ann') };
const ben = { credentials: mockCredentials.user('user:default/ben') };

async function answerIn(journal: RunJournal, question: string) {
  if (question === NEVER_ENDS) {
    await new Promise((_, reject) =>
      journal.signal.addEventListener('abort', () =>
        reject(journal.signal.reason),
      ),
    );
  }
  const choices = ['Sweden', 'Norway'];
  const country = await journal.ask({ text: 'Which country?', choices });
  const week = await journal.ask({ text: 'Which week?', choices: [] });
  return `${country}, ${week}`;
}

/** Asks back twice, or goes on until it is stopped. */
const executor: RunExecutor = {
  execute: async ({ question }, journal) => ({
    answer: {
      tier: 'uncovered',
      sentence: await answerIn(journal, question),
    },
    touched: [],
  }),
};

describe('ask-data-question', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });
  const shutdown = new AbortController();
  let conversations: Conversations | undefined;

  afterEach(() => conversations?.stop());

  async function start(knex: Knex, options: { patienceMs: number }) {
    const database = await applyMigrations(
      mockServices.database({ knex, migrations: { skip: false } }),
    );
    const logger = mockServices.logger.mock();
    conversations = createConversations({ database, logger, executor });
    conversations.start();
    const callers = CallerResolver.create({
      auth: mockServices.auth(),
      userInfo: mockServices.userInfo(),
    });
    const service = AuthorizedConversationService.create({
      service: conversations.service,
      store: KnexContextStore.create({ database }),
      callers,
      access: ClusterAccess.create({
        permissions: mockServices.permissions({
          result: AuthorizeResult.ALLOW,
        }),
        ruleset: { getRuleByName: () => ({} as never) },
        callers,
        serviceAccess: ServiceAccess.create([]),
      }),
      firstReading: { isOver: true },
    });
    const action = createAskDataQuestionAction({
      conversations: service,
      waiter: RunWaiter.create({
        conversations: service,
        patienceMs: options.patienceMs,
        shutdown: shutdown.signal,
      }),
      links: PortalLinks.fromConfig(new ConfigReader({})),
    });
    return { database, service, action };
  }

  it.each(databases.eachSupportedId())(
    'takes replies to what a run asks, each once, on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const { action, service } = await start(knex, { patienceMs: 30_000 });
      const ask = (input: object) => action.run({ input, call: ann });

      const first = await ask({ question: ASKS_BACK });
      expect(first).toMatchObject({
        status: 'waiting',
        question: {
          n: expect.any(Number),
          text: 'Which country?',
          choices: ['Sweden', 'Norway'],
        },
        hint: expect.stringContaining('replyTo'),
      });
      const { runId, conversationId } = first;
      expect(await ask({ runId })).toEqual(first);

      const replied = { runId, replyTo: first.question.n, reply: 'Sweden' };
      const second = await ask(replied);
      expect(second).toMatchObject({
        status: 'waiting',
        question: { text: 'Which week?', choices: [] },
      });
      expect(second.question.n).toBeGreaterThan(first.question.n);
      // As a client sends it once more that did not get what came back.
      expect(await ask(replied)).toEqual(second);
      await expect(ask({ ...replied, reply: 'Norway' })).rejects.toMatchObject({
        name: 'ConflictError',
      });

      expect(await ask({ runId, reply: 'the last one' })).toMatchObject({
        status: 'done',
        answer: { sentence: 'Sweden, the last one' },
      });
      await expect(ask({ runId, reply: 'more' })).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining('asks nothing now'),
      });
      const { runs } = await service.get(ann, conversationId);
      expect(runs.map(({ id }) => id)).toEqual([runId]);
    },
  );

  it.each(databases.eachSupportedId())(
    'finds the answer when the journal was cleaned up, on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const { action, database } = await start(knex, { patienceMs: 30_000 });
      const { runId } = await action.run({
        input: { question: ASKS_BACK },
        call: ann,
      });
      await action.run({ input: { runId, reply: 'Norway' }, call: ann });
      const input = { runId, reply: 'this one' };
      const done = await action.run({ input, call: ann });
      await database('run_events').where({ run_id: runId }).delete();
      expect(await action.run({ input: { runId }, call: ann })).toEqual(done);
    },
  );

  it('hands a run back when patience is over or the backend goes away, and the run goes on', async () => {
    const knex = await databases.init('SQLITE_3');
    const { action, service } = await start(knex, { patienceMs: 1 });
    const handedBack = await action.run({
      input: { question: NEVER_ENDS },
      call: ann,
    });
    expect(handedBack).toMatchObject({
      status: expect.stringMatching(/queued|running/),
      hint: expect.stringContaining('does not ask twice'),
    });
    const { runId } = handedBack;
    const patient = RunWaiter.create({
      conversations: service,
      patienceMs: 60_000,
      shutdown: shutdown.signal,
    });
    const waiting = patient.wait(ann, runId);
    shutdown.abort();
    expect(['queued', 'running']).toContain((await waiting).run.status);
    await service.cancelRun(ann, runId);
    expect(await action.run({ input: { runId }, call: ann })).toMatchObject({
      status: 'cancelled',
      answer: undefined,
    });
  });

  it('keeps runs of others to them, and leaves nothing behind of what is refused', async () => {
    const knex = await databases.init('SQLITE_3');
    const { action, service } = await start(knex, { patienceMs: 1 });
    const { runId } = await action.run({
      input: { question: ASKS_BACK },
      call: ann,
    });
    for (const input of [{ runId }, { runId, reply: 'Sweden', replyTo: 1 }]) {
      await expect(action.run({ input, call: ben })).rejects.toMatchObject({
        name: 'NotFoundError',
        message: `There is no run '${runId}'. Ask the question again without a runId.`,
      });
    }
    await expect(
      action.run({ input: { question: 'x', cluster: 'none' }, call: ben }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(
      action.run({ input: { reply: 'Sweden' }, call: ben }),
    ).rejects.toMatchObject({ name: 'InputError' });
    expect(await service.list(ben)).toEqual([]);
  });

  it.each([
    [{ runId: 'a\u0000b' }, /`runId`.*ask the question again/],
    [{ runId: 'x'.repeat(65) }, /`runId`.*ask the question again/],
    [{ question: 'x', conversationId: "' or 1=1" }, /`conversationId`.*leave/],
    [{ question: 'x', cluster: 'a\u0000b' }, /`cluster`.*find-data-clusters/],
    [{ runId: 'a', reply: 'x', replyTo: 3e9 }, /`replyTo`.*leave it out/],
    [{ runId: 'a', reply: 'x', replyTo: 0 }, /`replyTo`.*leave it out/],
    [{ runId: 'a', reply: 'x', replyTo: 1.5 }, /`replyTo`.*leave it out/],
  ])('says of %j what to do instead', async (input, message) => {
    const { action } = await start(await databases.init('SQLITE_3'), {
      patienceMs: 1,
    });
    const { error } = action.schema.input(z).safeParse(input);
    expect(error?.issues.map(issue => issue.message)).toEqual([
      expect.stringMatching(message),
    ]);
  });

  it('takes blank arguments for such that were left out', async () => {
    const { action } = await start(await databases.init('SQLITE_3'), {
      patienceMs: 1,
    });
    const blank = { cluster: '', conversationId: ' ', runId: '\n' };
    const parsed = action.schema
      .input(z)
      .safeParse({ question: 'x', ...blank });
    expect(parsed.success).toBe(true);
  });
});
