import { onEachDatabase } from './__testUtils__/onEachDatabase';
import { outcome, STALLED, until } from './__testUtils__/Replicas';
import { hasEnded, never, put, take } from './__testUtils__/runs';
import { RunFailure } from './RunExecutor';

describe('StoredRunJournal', () => {
  onEachDatabase(replicas => {
    it('tells readers when another attempt takes another course', async () => {
      const first = replicas.start(async (_, journal) => {
        await take(journal, 1, () => {});
        await take(journal, 2, () => {});
        await take(journal, 3, () => {});
        return never();
      }, STALLED);
      const run = await put(first.service);
      await until(async () => (await replicas.readEvents(run.id)).length === 5);
      const { service } = replicas.start(async (_, journal) => {
        await take(journal, 1, () => {});
        await take(journal, 7, () => {});
        return outcome('By another way');
      });
      replicas.putClockForward(15_001);
      await hasEnded(service, run);
      expect((await replicas.readEvents(run.id)).slice(5)).toMatchObject([
        { seq: 6, type: 'status', data: { status: 'running', attempt: 2 } },
        {
          seq: 7,
          type: 'reset',
          data: {
            reason: 'The question was taken up again, and took another course.',
            fromStep: 2,
          },
        },
        { seq: 8, type: 'step', data: { n: 2, title: 'Step 7' } },
        { seq: 9, type: 'answer' },
        { seq: 10, type: 'status', data: { status: 'done' } },
      ]);
      expect(
        await replicas.database('run_steps').orderBy('n').pluck('n'),
      ).toEqual([1, 2]);
    });

    it('drops steps of an earlier attempt that the answer does not rest on', async () => {
      const first = replicas.start(async (_, journal) => {
        await take(journal, 1, () => {});
        await take(journal, 2, () => {});
        return never();
      }, STALLED);
      const run = await put(first.service);
      await until(async () => (await replicas.readEvents(run.id)).length === 4);
      const { service } = replicas.start(async (_, journal) => {
        await take(journal, 1, () => {});
        return outcome('Shorter');
      });
      replicas.putClockForward(15_001);
      await hasEnded(service, run);
      expect((await replicas.readEvents(run.id)).slice(5, 6)).toMatchObject([
        { type: 'reset', data: { fromStep: 2 } },
      ]);
    });

    it('refuses a step that begins before the last one has ended', async () => {
      const { service } = replicas.start(async (_, journal) => {
        const results = await Promise.allSettled([
          take(journal, 1, () => {}),
          take(journal, 2, () => {}),
        ]);
        throw new RunFailure(
          'refused',
          results
            .map(result =>
              result.status === 'rejected' ? result.reason.message : 'fine',
            )
            .join('; '),
        );
      });
      expect(await hasEnded(service, await put(service))).toMatchObject({
        error: {
          message:
            "fine; Step 'match' began before the step before it had ended; steps of a run follow one another",
        },
      });
    });
  });
});
