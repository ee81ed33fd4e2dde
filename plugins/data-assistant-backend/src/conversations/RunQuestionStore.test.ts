import {
  Run,
  RunStatus,
  RunStreamItem,
} from '@cairn/backstage-plugin-data-assistant-common';
import { onEachDatabase } from './__testUtils__/onEachDatabase';
import {
  ana,
  ben,
  Gate,
  outcome,
  PODCASTS,
  STALLED,
  until,
} from './__testUtils__/Replicas';
import { never } from './__testUtils__/runs';
import { ConversationService } from './ConversationService';
import { RunExecutor } from './RunExecutor';

const DAY_MS = 24 * 60 * 60_000;
const WHICH = { text: 'Which listeners?', choices: ['all', 'paying'] };

/** Takes a step, asks, takes another step, and answers with the reply. */
function asking(work: string[] = []): RunExecutor['execute'] {
  return async (_, journal) => {
    await journal.step({
      kind: 'think',
      title: 'Thought',
      input: 1,
      usage: () => ({ modelCalls: 1, inputTokens: 10 }),
      work: async () => work.push('before'),
    });
    const reply = await journal.ask(WHICH);
    await journal.step({
      kind: 'tool',
      title: `Looked at ${reply}`,
      input: { reply },
      work: async () => work.push('after'),
    });
    return outcome(`You meant ${reply}`);
  };
}

describe('RunQuestionStore', () => {
  async function put(service: ConversationService, key = 'k'): Promise<Run> {
    const { id } = await service.create(ana);
    return service.postMessage(ana, id, {
      question: 'How many?',
      idempotencyKey: key,
    });
  }

  async function reaches(
    service: ConversationService,
    run: Run,
    status: RunStatus,
  ): Promise<Run> {
    return until(async () => {
      const now = await service.getRun(ana, run.id);
      return now.status === status && now;
    });
  }

  onEachDatabase(replicas => {
    it('waits for days without a worker, and goes on elsewhere with the reply', async () => {
      const work: string[] = [];
      const first = replicas.start(asking(work));
      const run = await put(first.service);
      const waiting = await reaches(first.service, run, 'waiting');
      expect(waiting).toMatchObject({
        attempts: 0,
        question: { n: 2, ...WHICH },
      });
      expect(await first.service.get(ana, run.conversationId)).toMatchObject({
        runs: [{ question: { n: 2 } }],
      });
      await first.stop();

      // The deadline of five minutes rests meanwhile.
      replicas.putClockForward(13 * DAY_MS);
      const { service } = replicas.start(asking(work));
      const reader = await service.streamRun(ana, run.id, {
        lastEventId: 0,
        signal: new AbortController().signal,
      });
      expect(
        await service.replyToRun(ana, run.id, { n: 2, text: ' paying ' }),
      ).toMatchObject({ status: 'queued' });
      const seen: RunStreamItem[] = [];
      for await (const item of reader) {
        seen.push(item);
      }
      expect(seen).toEqual(await replicas.readEvents(run.id));
      expect(seen.map(({ type }) => type)).toEqual([
        'status',
        'status',
        'step',
        'question',
        'status',
        'reply',
        'step',
        'status',
        'status',
        'step',
        'answer',
        'status',
      ]);
      expect(seen.slice(3, 8)).toMatchObject([
        { data: { n: 2, ...WHICH } },
        { data: { status: 'waiting', attempt: 0 } },
        { data: { n: 2, text: 'paying' } },
        { data: { n: 2, kind: 'question', detail: 'paying' } },
        { data: { status: 'queued', attempt: 0 } },
      ]);
      expect(seen.at(-2)).toMatchObject({
        data: { answer: { sentence: 'You meant paying' } },
      });
      expect(await service.getRun(ana, run.id)).toMatchObject({
        status: 'done',
        attempts: 1,
      });
      expect(work).toEqual(['before', 'after']);
      const deadline = await replicas
        .database('runs')
        .where({ id: run.id })
        .first();
      expect(Number(deadline.deadline_at)).toBeGreaterThan(
        Date.parse(deadline.finished_at),
      );
      expect(Number(deadline.deadline_at)).toBeLessThanOrEqual(
        Date.parse(deadline.finished_at) + 5 * 60_000,
      );
    });

    it('takes one reply, and the same once more', async () => {
      const { service } = replicas.start(asking());
      const run = await put(service);
      await reaches(service, run, 'waiting');
      await expect(
        service.replyToRun(ben, run.id, { n: 2, text: 'all' }),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(
        service.replyToRun(ana, run.id, { n: 1, text: 'all' }),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message:
          'The run does not wait for this reply: it has gone on or has ended.',
      });
      for (const text of ['', ' \n', 'x'.repeat(1_001), 'a\0b']) {
        await expect(
          service.replyToRun(ana, run.id, { n: 2, text }),
        ).rejects.toMatchObject({ name: 'InputError' });
      }

      const replies = await Promise.allSettled(
        ['all', 'paying', 'all', 'paying'].map(text =>
          service.replyToRun(ana, run.id, { n: 2, text }),
        ),
      );
      await reaches(service, run, 'done');
      const { messages } = await service.get(ana, run.conversationId);
      const taken = messages[1].text.replace('You meant ', '');
      expect(replies.map(({ status }) => status)).toEqual(
        ['all', 'paying', 'all', 'paying'].map(text =>
          text === taken ? 'fulfilled' : 'rejected',
        ),
      );
      expect(
        (await replicas.readEvents(run.id)).filter(
          ({ type }) => type === 'reply',
        ),
      ).toHaveLength(1);
      const other = taken === 'all' ? 'paying' : 'all';
      expect(
        await service.replyToRun(ana, run.id, { n: 2, text: taken }),
      ).toMatchObject({ status: 'done' });
      await expect(
        service.replyToRun(ana, run.id, { n: 2, text: other }),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message:
          'This question was answered already, in other words. Put a new question to say something else.',
      });
    });

    it('gives a run up that waited for two weeks', async () => {
      const { service } = replicas.start(asking());
      const run = await put(service);
      await reaches(service, run, 'waiting');
      replicas.putClockForward(14 * DAY_MS);
      expect(await reaches(service, run, 'failed')).toMatchObject({
        error: { code: 'not-replied' },
      });
      await expect(
        service.replyToRun(ana, run.id, { n: 2, text: 'all' }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
    });

    it('can be cancelled and deleted while it waits, and keeps nobody from asking more', async () => {
      const { service } = replicas.start(asking(), { maxUnfinishedOfUser: 1 });
      const run = await put(service);
      await reaches(service, run, 'waiting');
      const second = await service.postMessage(ana, run.conversationId, {
        question: 'How many?',
        idempotencyKey: 'another',
      });
      await reaches(service, second, 'waiting');
      expect(await service.cancelRun(ana, run.id)).toMatchObject({
        status: 'cancelled',
      });
      await expect(
        service.replyToRun(ana, run.id, { n: 2, text: 'all' }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
      await service.delete(ana, second.conversationId);
      expect(await replicas.database('run_questions').select()).toEqual([]);
      // What it used up still counts.
      expect(await replicas.database('run_usage').select()).toHaveLength(2);
    });

    it('lets no more runs wait than a person could reply to', async () => {
      const { service } = replicas.start(asking(), { maxUnfinishedOfUser: 1 });
      const runs: Run[] = [];
      for (let n = 0; n < 10; n++) {
        const run = await put(service);
        await reaches(service, run, 'waiting');
        runs.push(run);
      }
      await expect(put(service)).rejects.toMatchObject({
        name: 'TooManyRequestsError',
        message: expect.stringContaining('10 of your questions wait'),
      });
      await service.cancelRun(ana, runs[0].id);
      await expect(put(service)).resolves.toMatchObject({ status: 'queued' });
    });

    it('asks no more clusters than the asker may ask when replying', async () => {
      const seen: string[][] = [];
      const { service } = replicas.start(async (request, journal) => {
        await journal.ask(WHICH);
        seen.push(request.askable);
        return outcome('42');
      });
      const { id: conversationId } = await service.create(ana);
      const run = await service.postMessage(
        { ...ana, askable: async () => [PODCASTS, 'resource:default/left'] },
        conversationId,
        { question: 'How many?', idempotencyKey: 'k' },
      );
      await reaches(service, run, 'waiting');
      await service.replyToRun(
        { ...ana, askable: async () => [PODCASTS, 'resource:default/joined'] },
        run.id,
        { n: 1, text: 'all' },
      );
      await reaches(service, run, 'done');
      expect(seen).toEqual([[PODCASTS]]);
    });

    it('tells who waits for an answer in one request what is asked back', async () => {
      const { service } = replicas.start(asking());
      await expect(
        service.ask(ana, { question: 'How many?' }),
      ).rejects.toMatchObject({
        name: 'RunEndedError',
        code: 'asked-back',
        statusCode: 409,
        message: expect.stringContaining(
          "The question cannot be answered yet: Which listeners? To choose from: 'all', 'paying'.",
        ),
      });
    });

    it('lets a worker that lost the run neither ask, nor count, nor show anything', async () => {
      const gate = new Gate();
      const late: unknown[] = [];
      const paused = replicas.start(async (_, journal) => {
        await gate.pass();
        journal.draft({ title: 'Still here' });
        for (const act of [
          () => journal.ask(WHICH),
          () =>
            journal.step({
              kind: 'think' as const,
              title: 'Thought',
              input: 1,
              usage: () => ({ modelCalls: 7 }),
              work: async () => 1,
            }),
        ]) {
          late.push(await act().catch(error => error.name));
        }
        return outcome('From the paused worker');
      }, STALLED);
      const run = await put(paused.service);
      await gate.reached;
      replicas.putClockForward(15_001);
      const { service } = replicas.start(asking());
      await reaches(service, run, 'waiting');
      const before = await replicas.readEvents(run.id);
      gate.open();
      await until(() => late.length === 2);
      await paused.stop();
      expect(late).toEqual(['LeaseLostError', 'LeaseLostError']);
      expect(await replicas.readEvents(run.id)).toEqual(before);
      expect(await replicas.database('run_drafts').select()).toEqual([]);
      expect(await replicas.database('run_usage').pluck('model_calls')).toEqual(
        [1],
      );
      await service.replyToRun(ana, run.id, { n: 2, text: 'all' });
      expect(await reaches(service, run, 'done')).toMatchObject({
        attempts: 2,
      });
    });

    it('forgets a question with the course that asked it', async () => {
      let attempts = 0;
      const { service } = replicas.start(async (_, journal) => {
        attempts += 1;
        const reply = await journal.ask({
          text: attempts === 2 ? 'Which else?' : 'Which?',
          choices: [],
        });
        return attempts < 4 ? never() : outcome(reply);
      });
      const run = await put(service);
      await reaches(service, run, 'waiting');
      await service.replyToRun(ana, run.id, { n: 1, text: 'first' });
      // The second attempt asks in other words, and so takes another course.
      const again = await reaches(service, run, 'waiting');
      expect(again.question).toMatchObject({ n: 1, text: 'Which else?' });
      expect(
        (await replicas.readEvents(run.id)).map(({ type }) => type),
      ).toContain('reset');
      expect(await replicas.database('run_questions').pluck('reply')).toEqual([
        null,
      ]);
      await service.cancelRun(ana, run.id);
    });
  });
});
