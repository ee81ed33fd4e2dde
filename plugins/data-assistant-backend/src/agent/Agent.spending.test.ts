import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ModelScript,
  modelReplies,
} from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { Knex } from 'knex';
import { AskerScope, ConversationService } from '../conversations';
import { Replicas, until } from '../conversations/__testUtils__/Replicas';
import { AgentDesk } from './__testUtils__/AgentApi';
import { RADIO } from './__testUtils__/radioCluster';
import { answer, runSql } from './__testUtils__/radioReplies';

const { say } = modelReplies;

const MINUTE = 60_000;
const asker: AskerScope = {
  userRef: 'user:default/ana',
  askable: async () => [RADIO],
};

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('Spending, %s', databaseId => {
  let knex: Knex;
  let desk: AgentDesk;
  let replicas: Replicas;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    desk = await AgentDesk.start(knex);
    replicas = await Replicas.create(knex);
  });

  afterEach(async () => {
    await replicas.stop();
    await desk.stop();
  });

  /** A replica with a model of its own, which does not work yet. */
  async function create(
    script: ModelScript,
    options?: Parameters<AgentDesk['createExecutor']>[0],
  ) {
    desk.server.script = script;
    const executor = await desk.createExecutor(options);
    return replicas.create((...run) => executor.execute(...run));
  }

  async function put(service: ConversationService) {
    const { id } = await service.create(asker);
    return service.postMessage(asker, id, {
      question: 'How many long plays were there?',
      idempotencyKey: 'k',
    });
  }

  const hasEnded = (service: ConversationService, runId: string) =>
    until(async () => {
      const run = await service.getRun(asker, runId);
      return run.finishedAt !== undefined && run;
    });

  const usageOf = async (runId: string) => {
    const rows = await knex('run_usage').where({ run_id: runId });
    const sum = (column: string) =>
      rows.reduce((total, row) => total + Number(row[column]), 0);
    return {
      calls: sum('model_calls'),
      input: sum('input_tokens'),
      output: sum('output_tokens'),
    };
  };

  /** It may be written after the run has ended. */
  const somethingUsed = (runId: string) =>
    until(async () => {
      const used = await usageOf(runId);
      return used.calls > 0 && used;
    });

  it('counts a call that was cancelled, with what had been written', async () => {
    const { service, start } = await create([modelReplies.stalling(3)]);
    start();
    const run = await put(service);
    await until(async () => {
      const [draft] = await knex('run_drafts').where({ run_id: run.id });
      return draft && /"text":"\S/.test(draft.data);
    });
    await service.cancelRun(asker, run.id);
    const used = await somethingUsed(run.id);
    expect(used.calls).toBe(1);
    expect(used.input).toBeGreaterThan(1_000);
    expect(used.output).toBeGreaterThan(0);
  });

  it('counts the calls of a run that failed, but none that was not taken', async () => {
    const broken = await create(() => modelReplies.truncated(4));
    broken.start();
    const run = await put(broken.service);
    expect(await hasEnded(broken.service, run.id)).toMatchObject({
      status: 'failed',
    });
    const used = await somethingUsed(run.id);
    expect(used.calls).toBe(desk.server.requests.length);
    expect(used.input).toBeGreaterThan(1_000 * used.calls);

    desk.server.script = () => modelReplies.failing(503);
    const refused = await put(broken.service);
    await hasEnded(broken.service, refused.id);
    expect(await usageOf(refused.id)).toEqual({
      calls: 0,
      input: 0,
      output: 0,
    });
  });

  it('counts a judge that says nothing of use', async () => {
    const replies = [runSql(), answer()];
    const { service, start } = await create(
      ({ body }) =>
        body.model === 'judge' ? say('I think so.') : replies.shift()!,
      { judging: { model: 'judge' } },
    );
    start();
    const run = await put(service);
    await hasEnded(service, run.id);
    expect((await somethingUsed(run.id)).calls).toBe(3);
  });

  it('tells what there is when the queue has taken the time', async () => {
    const { service, start } = await create(() => say('Nothing yet.'));
    const run = await put(service);
    // Of five minutes, twenty seconds are left for a last turn.
    replicas.putClockForward(4 * MINUTE + 40_000);
    start();
    expect(await hasEnded(service, run.id)).toMatchObject({ status: 'done' });
    expect(desk.server.requests).toHaveLength(1);
    const answered = (await replicas.readEvents(run.id)).find(
      event => event.type === 'answer',
    );
    expect(answered).toMatchObject({
      data: { answer: { endedBy: { limit: 'duration' } } },
    });
  });

  it('lets a run that asked late go on after a reply', async () => {
    const { service, start } = replicas.create(async (_, journal) => {
      const sentence = await journal.ask({ text: 'Which?', choices: [] });
      return { answer: { tier: 'uncovered', sentence }, touched: [] };
    });
    const run = await put(service);
    replicas.putClockForward(5 * MINUTE - 2_000);
    start();
    await until(
      async () => (await service.getRun(asker, run.id)).status === 'waiting',
    );
    const before = Date.now();
    await service.replyToRun(asker, run.id, { n: 1, text: 'All' });
    const [row] = await knex('runs').where({ id: run.id });
    expect(Number(row.deadline_at)).toBeGreaterThan(
      before + 5 * MINUTE - 2_000 + 59_000,
    );
    expect(await hasEnded(service, run.id)).toMatchObject({ status: 'done' });
  });
});
