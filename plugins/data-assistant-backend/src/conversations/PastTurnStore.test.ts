import { TestDatabases } from '@backstage/backend-test-utils';
import { ana, Gate, outcome, Replicas, until } from './__testUtils__/Replicas';
import { PastTurn, RunExecutor } from './RunExecutor';

jest.setTimeout(60_000);

describe('PastTurnStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  let replicas: Replicas;

  afterEach(async () => {
    await replicas.stop();
  });

  it.each(databases.eachSupportedId())(
    'tells on %s the five turns before a question was put, the same in each attempt',
    async id => {
      replicas = await Replicas.create(await databases.init(id));
      const histories = new Map<string, PastTurn[][]>();
      const gate = new Gate();
      const held = new Gate();
      const execute: RunExecutor['execute'] = async (request, journal) => {
        const { question, history } = request;
        const attempts = histories.get(question) ?? [];
        histories.set(question, [...attempts, history]);
        if (question === 'Fails once?' && attempts.length === 0) {
          await gate.pass();
          throw new Error('Bad luck');
        }
        if (question === 'Slow?') {
          await held.pass();
          journal.signal.throwIfAborted();
        }
        const { answer } = outcome(`To ${question}`);
        return {
          answer: { ...answer, rows: Array.from({ length: 9 }, (_, n) => [n]) },
          touched: [],
        };
      };
      const { service } = replicas.start(execute, {
        maxUnfinishedOfUser: 9,
        concurrencyOfUser: 9,
      });
      const { id: conversationId } = await service.create(ana);
      const put = (question: string) =>
        service.postMessage(ana, conversationId, {
          question,
          idempotencyKey: question.replace(/ /g, '-'),
        });
      const ask = async (question: string) => {
        const run = await put(question);
        await until(
          async () => (await service.getRun(ana, run.id)).status === 'done',
        );
        return run;
      };

      const first = await ask('One?');
      const slow = await put('Slow?');
      await held.reached;
      for (const question of ['Two?', 'Three?', 'Four?', 'Five?']) {
        await ask(question);
      }
      const failing = await put('Fails once?');
      await gate.reached;
      // Answered after it was put, and so none of its past.
      held.open();
      await until(
        async () => (await service.getRun(ana, slow.id)).status === 'done',
      );
      gate.open();
      await until(
        async () => (await service.getRun(ana, failing.id)).status === 'done',
      );
      await ask('Last?');

      const questions = (question: string) =>
        histories
          .get(question)
          ?.map(history => history.map(turn => turn.question));
      expect(questions('One?')).toEqual([[]]);
      expect(questions('Slow?')).toEqual([['One?']]);
      const before = ['One?', 'Two?', 'Three?', 'Four?', 'Five?'];
      expect(questions('Fails once?')).toEqual([before, before]);
      expect(questions('Last?')).toEqual([[...before.slice(1), 'Fails once?']]);
      expect(histories.get('Two?')?.[0]).toEqual([
        {
          runId: first.id,
          question: 'One?',
          answer: {
            ...outcome('To One?').answer,
            rows: [[0], [1], [2], [3], [4]],
            truncated: true,
          },
        },
      ]);
    },
  );
});
