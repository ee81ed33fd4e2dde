import { Run } from '@cairn/backstage-plugin-data-assistant-common';
import { onEachDatabase } from './__testUtils__/onEachDatabase';
import { ana, ben, Gate, outcome, until } from './__testUtils__/Replicas';
import { never, put } from './__testUtils__/runs';
import { RunQueue } from './RunQueue';
import { RunExecutor } from './RunExecutor';

describe('RunQueue', () => {
  onEachDatabase(replicas => {
    it('takes turns among askers, each one oldest first, and works on no more at once than it may', async () => {
      const asking = replicas.create(never);
      const questions = ['One?', 'Two?', 'Three?', 'Four?', 'Five?'];
      const runs: Run[] = [];
      for (const [i, question] of questions.entries()) {
        runs.push(await put(asking.service, question, i < 3 ? ana : ben));
        replicas.putClockForward(1);
      }
      const ahead = (i: number) =>
        asking.service
          .getRun(i < 3 ? ana : ben, runs[i].id)
          .then(run => run.ahead);
      expect(await Promise.all(runs.map((_, i) => ahead(i)))).toEqual([
        0, 2, 4, 1, 3,
      ]);
      const order: string[] = [];
      const gates = questions.map(() => new Gate());
      const works = async (replica: { concurrency: number }) =>
        replicas.start(async request => {
          const i = order.push(request.question) - 1;
          await gates[i].pass();
          return outcome('Done');
        }, replica);
      await works({ concurrency: 2 });
      await gates[0].reached;
      await gates[1].reached;
      expect(order).toEqual(['One?', 'Four?']);
      expect(await Promise.all([1, 2, 4].map(ahead))).toEqual([0, 2, 1]);
      const inTurn = ['One?', 'Four?', 'Two?', 'Five?', 'Three?'];
      for (const [i, next] of gates.slice(2).entries()) {
        gates[i].open();
        await next.reached;
        expect(order).toEqual(inTurn.slice(0, i + 3));
      }
      gates.forEach(gate => gate.open());
    });

    it('works on so many runs of one asker at once in all replicas, and then on those of others', async () => {
      const asking = replicas.create(never);
      for (const asker of [ana, ana, ana, ben]) {
        await put(asking.service, asker.userRef, asker);
        replicas.putClockForward(1);
      }
      const working: string[] = [];
      const gate = new Gate();
      const execute: RunExecutor['execute'] = async ({ userRef }) => {
        working.push(userRef);
        await gate.pass();
        return outcome('Done');
      };
      const workers = [1, 2, 3].map(() =>
        replicas.start(execute, { concurrencyOfUser: 1 }),
      );
      await until(() => working.length === 2);
      expect(working.sort()).toEqual([ana.userRef, ben.userRef]);
      gate.open();
      await until(() => working.length === 4);
      await Promise.all(workers.map(worker => worker.stop()));
    });

    it('is quick and fair with a thousand runs queued, and knows how many are ahead', async () => {
      const { service } = replicas.create(never);
      const first = await put(service);
      const template = await replicas.database('runs').first();
      await replicas.database.batchInsert(
        'runs',
        Array.from({ length: 999 }, (_, i) => ({
          ...template,
          id: `run-${i}`,
          // Nine of ten are of one asker.
          user_ref: i % 10 ? 'user:default/eager' : `user:default/u${i}`,
          idempotency_key: `k${i}`,
          created_at: new Date(i).toISOString(),
        })),
        40,
      );
      expect(await service.getRun(ana, first.id)).toMatchObject({ ahead: 101 });
      const queue = RunQueue.create({
        database: replicas.database,
        clock: replicas.clock,
        concurrency: { user: 2, service: 20 },
      });
      const next = await queue.next(1_000);
      expect(next.map(run => run.user_ref)).toEqual([
        'user:default/u0',
        'user:default/eager',
        ...Array.from(
          { length: 99 },
          (_, i) => `user:default/u${10 * (i + 1)}`,
        ),
        ana.userRef,
        'user:default/eager',
      ]);
    });
  });
});
