import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Gate,
  outcome,
  PODCASTS,
  Replicas,
  STALLED,
  until,
} from './__testUtils__/Replicas';
import { RunExecutor } from './RunExecutor';

jest.setTimeout(60_000);

const RUNS = 24;

/** Of every third run. */
const asksBack = (userRef: string) => Number(userRef.slice(-1)) % 3 === 0;

/** A generator of the same numbers from 0 to 1 each time (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('createConversations', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())(
    'ends every run with at most one answer on %s, whatever becomes of the workers',
    async id => {
      const replicas = await Replicas.create(await databases.init(id));
      const random = randomNumbers(7);
      let asked = 0;
      const late = new Gate();
      const execute: RunExecutor['execute'] = async (request, journal) => {
        for (let n = 1; n <= 3; n++) {
          if (n === 2 && asksBack(request.userRef)) {
            await journal.ask({ text: 'Which?', choices: ['all'] });
            continue;
          }
          journal.draft({ title: `At step ${n}` });
          await journal.step({
            kind: 'query',
            title: `Step ${n}`,
            input: n,
            usage: () => ({ modelCalls: 1 }),
            work: async () => {
              const luck = random();
              if (luck < 0.1) {
                throw new Error('Bad luck');
              }
              if (luck < 0.2) {
                // A worker that stalls, and wakes up long after its lease.
                await late.pass();
              }
              return n;
            },
          });
        }
        return outcome('42');
      };
      const asking = replicas.create(execute);
      const runIds: string[] = [];
      for (let i = 0; i < RUNS; i++) {
        const asker = {
          userRef: `user:default/u${i}`,
          askable: async () => [PODCASTS],
        };
        const { id: conversationId } = await asking.service.create(asker);
        const run = await asking.service.postMessage(asker, conversationId, {
          question: 'How many?',
          idempotencyKey: 'k',
        });
        runIds.push(run.id);
      }

      const paused = Array.from({ length: 3 }, () =>
        replicas.start(execute, { ...STALLED, concurrency: 2 }),
      );
      const stopping = replicas.start(execute);
      replicas.start(execute);
      replicas.start(execute);
      await stopping.stop();
      await until(async () => {
        replicas.putClockForward(2_000);
        const waiting = await replicas
          .database('runs')
          .where({ status: 'waiting' });
        for (const { id: runId, user_ref: userRef } of waiting) {
          asked += 1;
          await asking.service.replyToRun(
            { userRef, askable: async () => [PODCASTS] },
            runId,
            { n: 2, text: 'all' },
          );
        }
        const live = await replicas
          .database('runs')
          .whereIn('status', ['queued', 'running', 'waiting'])
          .select('id');
        return live.length === 0;
      });
      late.open();
      for (const replica of paused) {
        await replica.stop();
      }
      await replicas.stop();

      for (const runId of runIds) {
        const run = await replicas
          .database('runs')
          .where({ id: runId })
          .first();
        expect(['done', 'failed']).toContain(run.status);
        const events = await replicas.readEvents(runId);
        expect(events.map(event => event.seq)).toEqual(
          events.map((_, i) => i + 1),
        );
        expect(run.last_seq).toBe(events.length);
        expect(events.at(-1)).toMatchObject({
          type: 'status',
          data: { status: run.status },
        });
        const steps = events.flatMap(event =>
          event.type === 'step' ? [event.data.n] : [],
        );
        expect(steps).toEqual([1, 2, 3].slice(0, steps.length));
        const usage = await replicas
          .database('run_usage')
          .where({ run_id: runId })
          .first();
        const worked = steps.filter(n => n !== 2 || !asksBack(run.user_ref));
        expect(usage?.model_calls ?? 0).toBe(worked.length);
        const answers = run.status === 'done' ? 1 : 0;
        expect(events.filter(event => event.type === 'answer')).toHaveLength(
          answers,
        );
        for (const table of ['messages', 'receipts', 'question_outcomes']) {
          expect(
            await replicas.database(table).where({ run_id: runId }),
          ).toHaveLength(answers);
        }
      }
      expect(asked).toBeGreaterThan(0);
      const done = await replicas.database('runs').where({ status: 'done' });
      expect(done.length).toBeGreaterThan(RUNS / 2);
    },
  );
});
