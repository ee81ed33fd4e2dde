import { onEachDatabase } from './__testUtils__/onEachDatabase';
import { ana, Gate, outcome, STALLED, until } from './__testUtils__/Replicas';
import { hasEnded, never, put, take } from './__testUtils__/runs';

describe('RunLease', () => {
  onEachDatabase(replicas => {
    it('lets no worker write that lost its run while it was paused', async () => {
      const step = new Gate();
      const late: unknown[] = [];
      const paused = replicas.start(async (_, journal) => {
        await step.pass();
        try {
          await take(journal, 1, () => {});
        } catch (error) {
          late.push(error);
        }
        return outcome('From the paused worker');
      }, STALLED);
      const run = await put(paused.service);
      await step.reached;

      const { service } = replicas.start(async () => outcome('From the other'));
      replicas.putClockForward(15_001);
      await hasEnded(service, run);
      const before = await replicas.readEvents(run.id);

      step.open();
      await until(() => late.length > 0);
      expect(late).toMatchObject([
        {
          name: 'LeaseLostError',
          message: `Run '${run.id}' is no longer held at epoch 1`,
        },
      ]);
      await paused.stop();
      expect(await replicas.readEvents(run.id)).toEqual(before);
      const { messages } = await service.get(ana, run.conversationId);
      expect(messages.map(message => message.text)).toEqual([
        'How many listeners?',
        'From the other',
      ]);
      for (const table of ['receipts', 'question_outcomes']) {
        expect(await replicas.database(table).select('run_id')).toEqual([
          { run_id: run.id },
        ]);
      }
      expect(await replicas.database('run_steps').select()).toEqual([]);
    });

    it('lets a worker that woke up not answer a run that another still works on', async () => {
      const mine = new Gate();
      const theirs = new Gate();
      const paused = replicas.start(async () => {
        await mine.pass();
        return outcome('From the paused worker');
      }, STALLED);
      const run = await put(paused.service);
      await mine.reached;
      const { service } = replicas.start(async () => {
        await theirs.pass();
        return outcome('From the other');
      });
      replicas.putClockForward(15_001);
      await theirs.reached;
      mine.open();
      // Waits until the paused worker has tried.
      await paused.stop();
      expect(await service.getRun(ana, run.id)).toMatchObject({
        status: 'running',
        attempts: 2,
      });
      theirs.open();
      await hasEnded(service, run);
      const { messages } = await service.get(ana, run.conversationId);
      expect(messages.map(message => message.text)).toEqual([
        'How many listeners?',
        'From the other',
      ]);
    });

    it('keeps a run by heartbeats for as long as it works', async () => {
      const gate = new Gate();
      const { service } = replicas.start(async () => {
        await gate.pass();
        return outcome('At last');
      });
      const run = await put(service);
      await gate.reached;
      const other = jest.fn(never);
      replicas.start(other);
      const row = () => replicas.database('runs').where({ id: run.id }).first();
      const leaseUntil = async () => Number((await row()).lease_until);
      for (let i = 0; i < 3; i++) {
        const before = await leaseUntil();
        replicas.putClockForward(10_000);
        await until(async () => (await leaseUntil()) >= before + 10_000);
      }
      gate.open();
      expect(await hasEnded(service, run)).toMatchObject({
        status: 'done',
        attempts: 1,
      });
      expect(other).not.toHaveBeenCalled();
    });
  });
});
