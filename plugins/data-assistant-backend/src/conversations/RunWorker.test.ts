import { onEachDatabase } from './__testUtils__/onEachDatabase';
import { ana, Gate, outcome, STALLED, until } from './__testUtils__/Replicas';
import { hasEnded, never, put, take } from './__testUtils__/runs';
import { RunExecutor, RunFailure } from './RunExecutor';

describe('RunWorker', () => {
  onEachDatabase(replicas => {
    it('takes steps, answers, and keeps a dense journal of it', async () => {
      const { service } = replicas.start(async (request, journal) => {
        expect(request).toEqual({
          runId: expect.any(String),
          conversationId: expect.any(String),
          userRef: 'user:default/ana',
          question: 'How many listeners?',
          askable: ['resource:default/podcasts'],
          askedAt: expect.any(Date),
          history: [],
        });
        const first = await take(journal, 1, () => {});
        return outcome(`It was ${first.n}`);
      });
      const run = await put(service);
      expect(run).toMatchObject({ status: 'queued', attempts: 0 });
      expect(await hasEnded(service, run)).toMatchObject({
        status: 'done',
        attempts: 1,
        messageId: run.messageId,
      });

      expect(await replicas.readEvents(run.id)).toEqual([
        { seq: 1, type: 'status', data: { status: 'queued', attempt: 0 } },
        { seq: 2, type: 'status', data: { status: 'running', attempt: 1 } },
        {
          seq: 3,
          type: 'step',
          data: { n: 1, kind: 'route', title: 'Step 1' },
        },
        {
          seq: 4,
          type: 'answer',
          data: {
            messageId: expect.any(String),
            receiptId: expect.any(String),
            answer: outcome('It was 1').answer,
          },
        },
        { seq: 5, type: 'status', data: { status: 'done', attempt: 1 } },
      ]);
    });

    it('continues after a crash from the step that was not finished', async () => {
      const worked: string[] = [];
      const dying = replicas.start(async (_, journal) => {
        await take(journal, 1, () => worked.push('first worker, step 1'));
        await take(journal, 2, () => worked.push('first worker, step 2'));
        return never();
      }, STALLED);
      const run = await put(dying.service);
      await until(async () => (await replicas.readEvents(run.id)).length === 4);

      const { service } = replicas.start(async (_, journal) => {
        await take(journal, 1, () => worked.push('second worker, step 1'));
        await take(journal, 2, () => worked.push('second worker, step 2'));
        const third = await take(journal, 3, () =>
          worked.push('second worker, step 3'),
        );
        return outcome(`Done in ${third.n} steps`);
      });
      expect(await service.getRun(ana, run.id)).toMatchObject({ attempts: 1 });
      replicas.putClockForward(15_001);
      expect(await hasEnded(service, run)).toMatchObject({
        status: 'done',
        attempts: 2,
      });

      expect(worked).toEqual([
        'first worker, step 1',
        'first worker, step 2',
        'second worker, step 3',
      ]);
      const events = await replicas.readEvents(run.id);
      expect(
        events.flatMap(event => (event.type === 'step' ? [event.data.n] : [])),
      ).toEqual([1, 2, 3]);
      expect(events.map(event => event.type)).not.toContain('reset');
      expect(events.map(event => event.seq)).toEqual(
        events.map((_, i) => i + 1),
      );
    });

    it('tries again when an attempt fails, and gives up after three', async () => {
      let attempts = 0;
      const { service } = replicas.start(async (request, journal) => {
        attempts += 1;
        await take(journal, 1, () => {});
        if (request.question === 'Flaky?' && attempts === 2) {
          return outcome('The second time');
        }
        throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
      });
      const flaky = await put(service, 'Flaky?');
      expect(await hasEnded(service, flaky)).toMatchObject({
        status: 'done',
        attempts: 2,
      });

      attempts = 0;
      const hopeless = await put(service, 'Hopeless?');
      const error = {
        code: 'attempts-exhausted',
        message:
          'The question could not be answered: 3 attempts failed because of a problem inside the portal. Please try again later, and tell those who run the portal if it happens again.',
      };
      expect(await hasEnded(service, hopeless)).toMatchObject({
        status: 'failed',
        attempts: 3,
        error,
      });
      expect(attempts).toBe(3);
      const events = await replicas.readEvents(hopeless.id);
      expect(events.slice(-2)).toMatchObject([
        { type: 'error', data: error },
        { type: 'status', data: { status: 'failed', attempt: 3 } },
      ]);
      expect(events.filter(event => event.type === 'step')).toHaveLength(1);
    });

    it('gives up a run that has brought down three workers', async () => {
      const asking = replicas.create(never);
      const run = await put(asking.service);
      for (let attempt = 1; attempt <= 3; attempt++) {
        replicas.start(never, STALLED);
        await until(
          async () =>
            (await asking.service.getRun(ana, run.id)).attempts === attempt,
        );
        replicas.putClockForward(15_001);
      }
      const fourth = jest.fn(never);
      replicas.start(fourth);
      expect(await hasEnded(asking.service, run)).toMatchObject({
        status: 'failed',
        attempts: 3,
        error: { code: 'attempts-exhausted' },
      });
      expect(fourth).not.toHaveBeenCalled();
    });

    it('ends a run as failed with the reason that the executor gives', async () => {
      const { service } = replicas.start(async () => {
        throw new RunFailure(
          'warehouse-unavailable',
          'The warehouse does not answer. Try again in a minute.',
          new Error('/var/lib/warehouse.duckdb is locked'),
        );
      });
      const run = await put(service);
      const error = {
        code: 'warehouse-unavailable',
        message: 'The warehouse does not answer. Try again in a minute.',
      };
      expect(await hasEnded(service, run)).toMatchObject({
        status: 'failed',
        attempts: 1,
        error,
      });
      await expect(
        service.ask(ana, { question: 'Once more?' }),
      ).rejects.toMatchObject({
        name: 'RunEndedError',
        statusCode: 503,
        ...error,
      });
    });

    it('ends runs at their deadline, worked on or still waiting', async () => {
      const signals: AbortSignal[] = [];
      const { service } = replicas.start(
        async (_, journal) => {
          signals.push(journal.signal);
          return never();
        },
        { concurrency: 1, leaseMs: 3_600_000 },
      );
      const working = await put(service, 'First?');
      await until(() => signals.length === 1);
      const waiting = await put(service, 'Second?');
      replicas.putClockForward(5 * 60_000);
      const error = {
        code: 'deadline',
        message:
          'The question took longer than is allowed, so it was given up. Please try again, or ask for less at once.',
      };
      expect(await hasEnded(service, working)).toMatchObject({
        status: 'failed',
        attempts: 1,
        error,
      });
      expect(await hasEnded(service, waiting)).toMatchObject({
        status: 'failed',
        attempts: 0,
        error,
      });
      await until(() => signals[0].aborted);
      expect(signals).toHaveLength(1);
    });

    it('aborts what is cancelled, on the same replica and on another', async () => {
      const signals = new Map<string, AbortSignal>();
      const execute: RunExecutor['execute'] = async (request, journal) => {
        signals.set(request.runId, journal.signal);
        return never();
      };
      const { service } = replicas.start(execute);
      const elsewhere = replicas.create(never);

      const here = await put(service);
      const signal = await until(() => signals.get(here.id));
      expect(await service.cancelRun(ana, here.id)).toMatchObject({
        status: 'cancelled',
        finishedAt: expect.any(String),
      });
      expect(signal.aborted).toBe(true);

      const there = await put(elsewhere.service);
      const otherSignal = await until(() => signals.get(there.id));
      await elsewhere.service.cancelRun(ana, there.id);
      await until(() => otherSignal.aborted);

      for (const run of [here, there]) {
        expect((await replicas.readEvents(run.id)).slice(-1)).toMatchObject([
          { type: 'status', data: { status: 'cancelled', attempt: 1 } },
        ]);
        // Once more changes nothing.
        const ended = await service.getRun(ana, run.id);
        expect(await service.cancelRun(ana, run.id)).toEqual(ended);
      }
      expect(await replicas.database('question_outcomes').select()).toEqual([]);
    });

    it('hands its runs over when it stops, without counting the attempt', async () => {
      const gate = new Gate();
      let signal: AbortSignal | undefined;
      const stopping = replicas.start(async (_, journal) => {
        signal = journal.signal;
        await take(journal, 1, () => {});
        await gate.pass();
        return outcome('Too late');
      }, STALLED);
      const run = await put(stopping.service);
      await gate.reached;
      await stopping.stop();
      expect(signal?.aborted).toBe(true);
      expect(await stopping.service.getRun(ana, run.id)).toMatchObject({
        status: 'queued',
        attempts: 0,
      });
      // It has stopped, and takes nothing more.
      const second = await put(stopping.service);
      expect(await stopping.service.getRun(ana, second.id)).toMatchObject({
        status: 'queued',
      });

      const redone: number[] = [];
      const { service } = replicas.start(async (_, journal) => {
        await take(journal, 1, () => redone.push(1));
        return outcome('Taken over');
      });
      expect(await hasEnded(service, run)).toMatchObject({
        status: 'done',
        attempts: 1,
      });
      await hasEnded(service, second);
      expect(redone).toHaveLength(1);
      gate.open();
    });

    it('lets runs end within the grace period when it stops', async () => {
      const gate = new Gate();
      const stopping = replicas.start(
        async () => {
          await gate.pass();
          return outcome('Just in time');
        },
        { shutdownGraceMs: 60_000 },
      );
      const run = await put(stopping.service);
      await gate.reached;
      const stopped = stopping.stop();
      gate.open();
      await stopped;
      expect(await stopping.service.getRun(ana, run.id)).toMatchObject({
        status: 'done',
      });
    });
  });
});
