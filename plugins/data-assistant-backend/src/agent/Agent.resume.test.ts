import { TestDatabases } from '@backstage/backend-test-utils';
import { modelReplies } from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import {
  Replicas,
  STALLED,
  until,
} from '../conversations/__testUtils__/Replicas';
import { KnexContextStore } from '../curation';
import { AllowListGuard } from '../sql';
import { AgentDesk } from './__testUtils__/AgentApi';
import { RADIO, radioCluster } from './__testUtils__/radioCluster';
import { LONG_PLAYS, runSql } from './__testUtils__/radioReplies';

const { call, say } = modelReplies;

/** Of limits that leave three calls, the last one without tools. */
const LIMITS = { run: { steps: 3 } as never };
const turns = [
  call('search_context', { query: 'long play' }, 'What is a long play?'),
  runSql(LONG_PLAYS),
  say('There are 16 long plays so far.'),
];
const asker = {
  userRef: 'user:default/ana',
  askable: async () => [RADIO],
};

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())(
  'An agent whose worker dies, %s',
  databaseId => {
    let desk: AgentDesk;
    let replicas: Replicas;

    beforeEach(async () => {
      const knex = await databases.init(databaseId);
      desk = await AgentDesk.start(knex);
      replicas = await Replicas.create(knex);
    });

    afterEach(async () => {
      await replicas.stop();
      await desk.stop();
    });

    it.each([1, 2, 3])(
      'is taken up where its call %s of the model was not finished',
      async dying => {
        desk.server.script = [
          ...turns.slice(0, dying - 1),
          modelReplies.stalling(0),
          ...turns.slice(dying - 1),
        ];
        const first = await desk.createExecutor({ agent: LIMITS });
        const { service } = replicas.start(
          (...args) => first.execute(...args),
          STALLED,
        );
        const conversation = await service.create(asker);
        const run = await service.postMessage(asker, conversation.id, {
          question: 'How many long plays were there?',
          idempotencyKey: 'k',
        });
        await desk.server.request(dying);

        replicas.putClockForward(60_000);
        const second = await desk.createExecutor({ agent: LIMITS });
        const other = replicas.start((...args) => second.execute(...args));
        const ended = await until(async () => {
          const now = await other.service.getRun(asker, run.id);
          return now.finishedAt !== undefined && now;
        });
        expect(ended).toMatchObject({ status: 'done', attempts: 2 });

        const { requests } = desk.server;
        expect(requests).toHaveLength(4);
        // What the model reads is the same to the byte.
        expect(requests[dying].body).toEqual(requests[dying - 1].body);
        expect(requests[dying].bytes).toBe(requests[dying - 1].bytes);

        const events = await replicas.readEvents(run.id);
        expect(events.map(({ seq }) => seq)).toEqual(
          events.map((_, at) => at + 1),
        );
        expect(events.some(({ type }) => type === 'reset')).toBe(false);
        expect(
          events.flatMap(event =>
            event.type === 'step' ? [`${event.data.n} ${event.data.kind}`] : [],
          ),
        ).toEqual([
          '1 route',
          '2 match',
          '3 context',
          '4 think',
          '5 tool',
          '6 think',
          '7 tool',
          '8 think',
          '9 think',
        ]);
        expect(
          desk.auditor.createEvent.mock.calls.filter(
            ([{ eventId }]) => eventId === 'sql-verdict',
          ),
        ).toHaveLength(1);
        const answers = events.filter(({ type }) => type === 'answer');
        expect(answers).toHaveLength(1);
        expect(answers[0].data).toMatchObject({
          answer: {
            tier: 'grounded',
            sentence: 'There are 16 long plays so far.',
            rows: [[16]],
            endedBy: { limit: 'steps' },
            usage: { steps: 9 },
          },
        });
      },
    );

    it('answers from nothing that was closed to the asker while it waited', async () => {
      desk.server.script = [
        turns[1],
        call('ask_user', { question: 'Which ones?' }),
      ];
      const executor = await desk.createExecutor();
      const { service } = replicas.start((...args) =>
        executor.execute(...args),
      );
      const conversation = await service.create(asker);
      const run = await service.postMessage(asker, conversation.id, {
        question: 'How many long plays were there?',
        idempotencyKey: 'k',
      });
      const waiting = await until(async () => {
        const now = await service.getRun(asker, run.id);
        return now.status === 'waiting' && now;
      });
      desk.server.script = [
        call('answer', {
          sentence: 'There are 16 long plays.',
          query: 'q1',
          confidence: 1,
        }),
      ];
      await service.replyToRun({ ...asker, askable: async () => [] }, run.id, {
        n: waiting.question!.n,
        text: 'all',
      });
      await until(async () => {
        const now = await service.getRun(asker, run.id);
        return now.finishedAt !== undefined && now;
      });
      const events = await replicas.readEvents(run.id);
      const [ended] = events.filter(({ type }) => type === 'answer');
      expect(ended.data).toMatchObject({ answer: { tier: 'uncovered' } });
      expect(ended.data).not.toMatchObject({ answer: { rows: [[16]] } });
    });

    it('sends nothing more to the model once the run is cancelled', async () => {
      desk.server.script = [turns[0], modelReplies.stalling(0)];
      const executor = await desk.createExecutor();
      const { service } = replicas.start((...args) =>
        executor.execute(...args),
      );
      const conversation = await service.create(asker);
      const run = await service.postMessage(asker, conversation.id, {
        question: 'How many long plays were there?',
        idempotencyKey: 'k',
      });
      const { ended } = await desk.server.request(2);
      await service.cancelRun(asker, run.id);
      expect(await ended).toBe('hung-up');
      expect(await service.getRun(asker, run.id)).toMatchObject({
        status: 'cancelled',
      });
    });

    describe('with a pair that the guard refuses', () => {
      const [pair] = radioCluster.pairs;
      const leaking = { ...pair, sql: 'SELECT * FROM secrets.salaries' };
      let store: KnexContextStore;

      const keep = async (kept: typeof pair) => {
        await store.replaceCluster({ ...radioCluster, pairs: [kept] });
        await store.savePairValidity(pair.id, { status: 'valid' });
      };
      const validity = async () =>
        (await store.readContext(RADIO))?.pairs[0].validity.status;
      const askBack = async () => {
        desk.server.script = [
          call('ask_user', { question: 'Which ones?' }),
          call('give_up', { missing: 'Salaries' }),
        ];
        const executor = await desk.createExecutor();
        const { service } = replicas.start((...args) =>
          executor.execute(...args),
        );
        const conversation = await service.create(asker);
        const { id } = await service.postMessage(asker, conversation.id, {
          question: pair.question,
          idempotencyKey: 'k',
        });
        const waiting = await until(async () => {
          const run = await service.getRun(asker, id);
          return run.status === 'waiting' && run;
        });
        return { service, waiting };
      };

      beforeEach(async () => {
        store = KnexContextStore.create({ database: replicas.database });
        await keep(leaking);
      });

      afterEach(() => jest.restoreAllMocks());

      it('breaks it once, and not again when its owner has mended it before a reply', async () => {
        const { service, waiting } = await askBack();
        expect(await validity()).toBe('broken');
        await keep(pair);
        await service.replyToRun(asker, waiting.id, {
          n: waiting.question!.n,
          text: 'all',
        });
        await until(
          async () =>
            (await service.getRun(asker, waiting.id)).status === 'done',
        );
        expect(await validity()).toBe('valid');
      });

      it('does not break it when its owner mends it while it is judged', async () => {
        const { check } = AllowListGuard.prototype;
        jest
          .spyOn(AllowListGuard.prototype, 'check')
          .mockImplementationOnce(async function mendMeanwhile(
            this: AllowListGuard,
            options,
          ) {
            const verdict = await check.call(this, options);
            await keep(pair);
            return verdict;
          });
        await askBack();
        expect(await validity()).toBe('valid');
      });
    });
  },
);
