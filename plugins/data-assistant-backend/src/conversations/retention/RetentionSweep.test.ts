import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { createDatabaseClock } from '../../database';
import { ana, outcome, Replicas, until } from '../__testUtils__/Replicas';
import { RetentionSweep } from './RetentionSweep';

jest.setTimeout(60_000);

const DAY_MS = 24 * 60 * 60_000;
const never = () => new AbortController().signal;

describe('RetentionSweep', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  let replicas: Replicas;

  afterEach(async () => {
    await replicas.stop();
  });

  it.each(databases.eachSupportedId())(
    'deletes on %s what was kept long enough, and nothing else',
    async id => {
      replicas = await Replicas.create(await databases.init(id));
      const { database, clock } = replicas;
      const logger = mockServices.logger.mock();
      const sweep = (retention: {
        conversations?: { days: number };
        journals: { days: number };
        outcomes: { days: number };
      }) =>
        RetentionSweep.create({ database, clock, retention, logger }).run({
          signal: never(),
        });
      const { service } = replicas.start(async ({ question }, journal) => {
        await journal.step({
          kind: 'think',
          title: 'Thought',
          input: question,
          usage: () => ({ modelCalls: 1 }),
          work: async () => 1,
        });
        if (question === 'Which?') {
          await journal.ask({ text: 'Which one?', choices: [] });
        }
        return outcome('42');
      });
      const put = async (question: string, conversationId?: string) => {
        const run = await service.postMessage(
          ana,
          conversationId ?? (await service.create(ana)).id,
          { question, idempotencyKey: question },
        );
        await until(async () =>
          ['done', 'waiting'].includes(
            (
              await service.getRun(ana, run.id)
            ).status,
          ),
        );
        return run;
      };
      const old = await put('Old?');
      const waiting = await put('Which?');
      await database('run_drafts').insert({
        run_id: waiting.id,
        after_seq: 2,
        revision: 1,
        data: '{"title":"Left behind"}',
      });
      replicas.putClockForward(10 * DAY_MS);
      const recent = await put('Recent?');
      const kept = { journals: { days: 30 }, outcomes: { days: 30 } };

      expect(await sweep(kept)).toEqual({
        journals: 0,
        drafts: 1,
        conversations: 0,
        outcomes: 0,
        usage: 0,
      });

      expect(await sweep({ ...kept, journals: { days: 5 } })).toEqual({
        journals: 1,
        drafts: 0,
        conversations: 0,
        outcomes: 0,
        usage: 1,
      });
      expect(logger.info).toHaveBeenLastCalledWith(
        'Deleted what was kept long enough',
        expect.objectContaining({ journals: 1, usage: 1 }),
      );
      expect(await replicas.readEvents(old.id)).toEqual([]);
      expect(await database('run_steps').distinct('run_id')).toHaveLength(2);
      // The answer stays, and whoever follows its run learns that there is no more.
      const { messages } = await service.get(ana, old.conversationId);
      expect(messages.map(({ text }) => text)).toEqual(['Old?', '42']);
      const items = await service.streamRun(ana, old.id, {
        lastEventId: 1,
        signal: never(),
      });
      for await (const item of items) {
        throw new Error(`There is still ${item.type}`);
      }

      expect(
        await sweep({
          conversations: { days: 5 },
          journals: { days: 5 },
          outcomes: { days: 5 },
        }),
      ).toMatchObject({ conversations: 1, outcomes: 1 });
      const left = await service.list(ana);
      // What waits for its asker stays for as long as it waits.
      expect(left.map(conversation => conversation.id).sort()).toEqual(
        [recent.conversationId, waiting.conversationId].sort(),
      );
      expect(await database('question_outcomes').pluck('run_id')).toEqual([
        recent.id,
      ]);
      // A run goes on with what it has used up, however long its asker took to reply.
      const usedBy = async () =>
        (await database('run_usage').pluck('run_id')).sort();
      expect(await usedBy()).toEqual([recent.id, waiting.id].sort());
      await service.cancelRun(ana, waiting.id);
      expect(await sweep({ ...kept, journals: { days: 5 } })).toMatchObject({
        journals: 0,
        usage: 1,
      });
      expect(await usedBy()).toEqual([recent.id]);
    },
  );

  it('goes on in batches, and stops between them', async () => {
    const [id] = databases.eachSupportedId()[0];
    replicas = await Replicas.create(await databases.init(id));
    const { database } = replicas;
    await database.batchInsert(
      'question_outcomes',
      Array.from({ length: 450 }, (_, i) => ({
        run_id: `r${i}`,
        cluster_id: 'c',
        tier: 'verified',
        question: 'How many?',
        asked_at: '2020-01-01T00:00:00.000Z',
      })),
      50,
    );
    const sweep = RetentionSweep.create({
      database,
      clock: createDatabaseClock(database),
      retention: { journals: { days: 1 }, outcomes: { days: 1 } },
      logger: mockServices.logger.mock(),
    });
    expect(await sweep.run({ signal: AbortSignal.abort() })).toMatchObject({
      outcomes: 0,
    });
    expect(await sweep.run({ signal: never() })).toMatchObject({
      outcomes: 450,
    });
  });
});
