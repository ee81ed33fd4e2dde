import { NotFoundError } from '@backstage/errors';
import { onEachDatabase } from './__testUtils__/onEachDatabase';
import {
  ana,
  answer,
  ben,
  Gate,
  outcome,
  PODCASTS,
  until,
} from './__testUtils__/Replicas';
import { never } from './__testUtils__/runs';
import { AskerScope } from './ConversationService';

const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('DefaultConversationService', () => {
  onEachDatabase(replicas => {
    it('answers one key once, however often and however much at once it comes', async () => {
      const asked: string[] = [];
      const { service } = replicas.start(async request => {
        asked.push(request.runId);
        return outcome('42');
      });
      const elsewhere = replicas.create(never);
      const { id: conversationId } = await service.create(ana);
      const message = { question: 'How many?', idempotencyKey: 'key-1' };
      const runs = await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          (i % 2 ? service : elsewhere.service).postMessage(
            ana,
            conversationId,
            message,
          ),
        ),
      );
      expect(new Set(runs.map(run => run.id)).size).toBe(1);
      await until(
        async () => (await service.getRun(ana, runs[0].id)).status === 'done',
      );
      expect(
        await service.postMessage(ana, conversationId, {
          ...message,
          question: ' How many? ',
        }),
      ).toMatchObject({ id: runs[0].id, status: 'done' });
      expect(asked).toEqual([runs[0].id]);

      const conflict = {
        name: 'ConflictError',
        message:
          'This idempotency key was already used for another question in this conversation. Send the new question with a new key.',
      };
      await expect(
        service.postMessage(ana, conversationId, {
          ...message,
          question: 'How much?',
        }),
      ).rejects.toMatchObject(conflict);
      await expect(
        service.postMessage(ana, conversationId, {
          ...message,
          clusterId: PODCASTS,
        }),
      ).rejects.toMatchObject(conflict);
      const { messages } = await service.get(ana, conversationId);
      expect(messages).toMatchObject([
        { role: 'user', text: 'How many?' },
        { role: 'assistant', text: '42', runId: runs[0].id },
      ]);
    });

    it('keeps what was said, the answers and what they rest on', async () => {
      const { service, outcomes } = replicas.start(async request =>
        request.question.startsWith('Weather')
          ? {
              answer: { tier: 'uncovered', sentence: 'Nothing covers this.' },
              touched: [{ clusterId: PODCASTS, tier: 'uncovered' }],
            }
          : outcome('It was 42\0.'),
      );
      const { id: conversationId, title } = await service.create(ana);
      expect(title).toBe('New conversation');
      // Two tabs at once.
      const [first, second] = await Promise.all([
        service.postMessage(ana, conversationId, {
          question: 'How many?',
          clusterId: PODCASTS,
          idempotencyKey: 'tab-1',
        }),
        service.postMessage(ana, conversationId, {
          question: 'Weather?',
          idempotencyKey: 'tab-2',
        }),
      ]);
      const detail = await until(async () => {
        const now = await service.get(ana, conversationId);
        return now.messages.length === 4 && now;
      });
      expect(['How many?', 'Weather?']).toContain(detail.title);
      expect(detail.runs).toMatchObject([
        { conversationId, status: 'done' },
        { conversationId, status: 'done' },
      ]);
      const said = detail.messages.find(({ runId }) => runId === first.id);
      expect(said).toEqual({
        id: expect.any(String),
        role: 'assistant',
        text: 'It was 42\uFFFD.',
        createdAt: expect.any(String),
        runId: first.id,
        receiptId: expect.any(String),
        answer: answer('It was 42\0.'),
      });
      expect(
        detail.messages.find(({ runId }) => runId === second.id),
      ).not.toHaveProperty('receiptId');
      const receiptId = said?.receiptId ?? '';
      expect(await service.getReceipt(ana, receiptId)).toEqual({
        ...outcome('').receipt,
        id: receiptId,
        runId: first.id,
        createdAt: said?.createdAt,
      });

      const since = (ms: number) => new Date(Date.now() - ms);
      expect(
        await outcomes.countQuestionsSince(PODCASTS, since(60_000)),
      ).toEqual({
        asked: 2,
        answered: 1,
        unanswered: [{ question: 'Weather?', askedAt: second.createdAt }],
      });
      expect(
        await outcomes.countQuestionsSince(PODCASTS, since(-60_000)),
      ).toEqual({ asked: 0, answered: 0, unanswered: [] });

      const later = await service.create(ana);
      expect((await service.list(ana)).map(one => one.id)).toContain(later.id);
      expect(await service.list(ben)).toEqual([]);
    });

    it('asks and waits, and goes on when the client has gone', async () => {
      const gate = new Gate();
      const { service } = replicas.start(async request => {
        if (request.question === 'Slow?') {
          await gate.pass();
        }
        return outcome('42');
      });
      const response = await service.ask(ana, { question: ' How many? ' });
      expect(response).toEqual({
        ...answer('42'),
        conversationId: expect.any(String),
        runId: expect.any(String),
        receiptId: expect.any(String),
      });
      expect(await service.get(ana, response.conversationId)).toMatchObject({
        title: 'How many?',
        messages: [{ text: 'How many?' }, { text: '42' }],
      });

      const client = new AbortController();
      const waiting = service.ask(ana, { question: 'Slow?' }, client.signal);
      await gate.reached;
      client.abort();
      await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
      gate.open();
      const slow = (await service.list(ana)).find(one => one.title === 'Slow?');
      await until(async () => {
        const { messages } = await service.get(ana, slow?.id ?? '');
        return messages.length === 2;
      });
    });

    it('tells who waits that the question was cancelled, or that the portal restarts', async () => {
      const replica = replicas.start(never);
      const cancelled = replica.service.ask(ana, { question: 'One?' });
      const conversation = await until(
        async () => (await replica.service.list(ana))[0],
      );
      const { runs } = await replica.service.get(ana, conversation.id);
      await replica.service.cancelRun(ana, runs[0].id);
      await expect(cancelled).rejects.toMatchObject({
        name: 'RunEndedError',
        code: 'cancelled',
        statusCode: 409,
      });

      const cut = replica.service.ask(ben, { question: 'Two?' });
      const kept = await until(
        async () => (await replica.service.list(ben))[0],
      );
      const [refused] = await Promise.allSettled([cut, replica.stop()]);
      expect(refused).toMatchObject({
        status: 'rejected',
        reason: {
          name: 'ServiceUnavailableError',
          message: `The portal is restarting. The answer will be in conversation '${kept.id}'.`,
        },
      });
    });

    it('refuses what is no question, without leaving a trace', async () => {
      const { service } = replicas.start(never);
      const { id: conversationId } = await service.create(ana);
      for (const question of ['', 'x'.repeat(100_000), 'a\0b']) {
        await expect(
          service.postMessage(ana, conversationId, {
            question,
            idempotencyKey: 'k',
          }),
        ).rejects.toMatchObject({ name: 'InputError' });
        await expect(service.ask(ana, { question })).rejects.toMatchObject({
          name: 'InputError',
        });
      }
      await expect(
        service.postMessage(ana, conversationId, {
          question: 'How many?',
          idempotencyKey: '',
        }),
      ).rejects.toMatchObject({ name: 'InputError' });
      const stranger = 'resource:default/finance';
      await expect(
        service.ask(ana, { question: 'How much?', clusterId: stranger }),
      ).rejects.toMatchObject({
        name: 'NotFoundError',
        message: `There is no cluster '${stranger}'`,
      });
      expect(await service.list(ana)).toHaveLength(1);
      expect((await service.get(ana, conversationId)).messages).toEqual([]);
      expect(await replicas.database('runs').select()).toEqual([]);
    });

    it('hides what is somebody else’s as if it were not there', async () => {
      const { service } = replicas.start(async () => outcome('42'));
      const mine = await service.ask(ana, { question: 'How many?' });
      const { conversationId, runId } = mine;
      const receiptId = mine.receiptId ?? '';
      const attempts: [string, string, (id: string) => Promise<unknown>][] = [
        ['conversation', conversationId, one => service.get(ben, one)],
        ['conversation', conversationId, one => service.delete(ben, one)],
        [
          'conversation',
          conversationId,
          one =>
            service.postMessage(ben, one, {
              question: 'Mine?',
              idempotencyKey: 'k',
            }),
        ],
        ['run', runId, one => service.getRun(ben, one)],
        ['run', runId, one => service.cancelRun(ben, one)],
        ['run', runId, one => service.sendFeedback(ben, one, { rating: 'up' })],
        ['receipt', receiptId, one => service.getReceipt(ben, one)],
      ];
      for (const [what, theirs, attempt] of attempts) {
        for (const one of [theirs, NOBODY]) {
          await expect(attempt(one)).rejects.toEqual(
            new NotFoundError(`There is no ${what} '${one}'`),
          );
        }
      }
      expect(await service.get(ana, conversationId)).toMatchObject({
        messages: [{ text: 'How many?' }, { text: '42' }],
      });
    });

    it('keeps the last feedback of an answer', async () => {
      const { service } = replicas.start(async request =>
        request.question === 'Endless?' ? never() : outcome('42'),
      );
      const { runId, conversationId } = await service.ask(ana, {
        question: 'How many?',
      });
      expect(
        await service.sendFeedback(ana, runId, {
          rating: 'down',
          text: ' Wrong week. ',
        }),
      ).toEqual({ runId, rating: 'down', text: 'Wrong week.' });
      const { messages } = await service.get(ana, conversationId);
      expect(messages[1].feedback).toEqual({
        runId,
        rating: 'down',
        text: 'Wrong week.',
      });
      await service.sendFeedback(ana, runId, { rating: 'up' });
      expect(
        (await service.get(ana, conversationId)).messages[1].feedback,
      ).toEqual({ runId, rating: 'up' });
      await expect(
        service.sendFeedback(ana, runId, {
          rating: 'up',
          text: 'x'.repeat(4_001),
        }),
      ).rejects.toMatchObject({ name: 'InputError' });
      await expect(
        service.sendFeedback(ana, runId, { rating: 'meh' as 'up' }),
      ).rejects.toMatchObject({ name: 'InputError' });

      const endless = await service.postMessage(ana, conversationId, {
        question: 'Endless?',
        idempotencyKey: 'k',
      });
      await expect(
        service.sendFeedback(ana, endless.id, { rating: 'up' }),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message: 'There is no answer to rate yet.',
      });
    });

    it('deletes a conversation with its runs, also while they are worked on', async () => {
      let signal: AbortSignal | undefined;
      const { service } = replicas.start((_, journal) => {
        signal = journal.signal;
        return never();
      });
      const { id: conversationId } = await service.create(ana);
      const run = await service.postMessage(ana, conversationId, {
        question: 'How many?',
        idempotencyKey: 'k',
      });
      await until(() => signal !== undefined);
      await service.delete(ana, conversationId);
      expect(signal?.aborted).toBe(true);
      await expect(service.get(ana, conversationId)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
      await expect(service.getRun(ana, run.id)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
      for (const table of ['runs', 'run_events', 'messages']) {
        expect(await replicas.database(table).select()).toEqual([]);
      }
    });

    it('lets an asker have three questions under way, even when many come at once', async () => {
      const { service } = replicas.create(never);
      const refusal = {
        name: 'TooManyRequestsError',
        statusCode: 429,
        message:
          'You have 3 questions under way, which is as many as can be answered at once. Wait for one of them to end, or stop it.',
      };
      const conversations = await Promise.all(
        Array.from({ length: 6 }, () => service.create(ana)),
      );
      const post = (asker: AskerScope, conversationId: string) =>
        service.postMessage(asker, conversationId, {
          question: 'How many?',
          idempotencyKey: 'k',
        });
      const results = await Promise.allSettled(
        conversations.map(one => post(ana, one.id)),
      );
      const reasons = results.flatMap(result =>
        result.status === 'rejected' ? [result.reason] : [],
      );
      expect(reasons).toMatchObject([refusal, refusal, refusal]);

      const accepted = results.flatMap(result =>
        result.status === 'fulfilled' ? [result.value] : [],
      );
      // The same question again is no fourth one.
      expect(await post(ana, accepted[0].conversationId)).toEqual(accepted[0]);
      await service.cancelRun(ana, accepted[0].id);
      const { id: next } = await service.create(ana);
      await post(ana, next);

      const bot = { ...ana, userRef: 'service:slack' };
      for (let i = 0; i < 4; i++) {
        await post(bot, (await service.create(bot)).id);
      }
    });
  });
});
