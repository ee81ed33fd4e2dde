import { TestDatabases } from '@backstage/backend-test-utils';
import { modelReplies } from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { AgentLimits } from '../config';
import { AgentApi, told } from './__testUtils__/AgentApi';
import { LONG_PLAYS, runSql } from './__testUtils__/radioReplies';

const { call, say } = modelReplies;

const QUESTION = 'How many long plays were there?';
const search = (n: number) => call('search_context', { query: `plays ${n}` });

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('Limits, %s', databaseId => {
  let api: AgentApi;

  beforeAll(async () => {
    api = await AgentApi.start(await databases.init(databaseId));
  });

  afterAll(() => api.stop());

  const limitTo = (
    run: Partial<AgentLimits['run']>,
    userAndDay: AgentLimits['userAndDay'] = {},
  ) =>
    api.configure({
      agent: { run: run as AgentLimits['run'], userAndDay },
    });

  /** Runs a query at its first turn, then searches until it has to stop. */
  const playOn = (last: string) => {
    const before = api.desk.server.received;
    api.play(({ n, body }) => {
      if (body.tool_choice === 'none') {
        return say(last);
      }
      return n === before + 1 ? runSql() : search(n);
    });
  };

  it('tell what there is in a last turn without tools', async () => {
    await limitTo({ steps: 4 });
    playOn('So far there are 16 long plays; countries are still open.');
    const response = await api.ask(QUESTION);
    expect(response).toMatchObject({
      tier: 'grounded',
      sentence: 'So far there are 16 long plays; countries are still open.',
      rows: [[16]],
      sql: LONG_PLAYS,
      endedBy: {
        limit: 'steps',
        message:
          'The 4 turns of the model that one question may take are used up. Ask for less at once, or add what is known to the question.',
      },
    });
    expect(response).not.toHaveProperty('confidence');
    expect(response.receiptId).toEqual(expect.any(String));
    expect(api.requests).toHaveLength(4);
    expect(told(api.requests[3])).toMatch(/^Note of the program: Stop here\./);
  });

  it('take no sentence from a last turn that calls a tool all the same', async () => {
    await limitTo({ steps: 3 });
    const before = api.desk.server.received;
    api.play(({ n, body }) => {
      if (body.tool_choice === 'none') {
        return call('search_context', { query: 'more' }, 'I try: attempt 11');
      }
      return n === before + 1 ? runSql() : search(n);
    });
    expect(await api.ask(QUESTION)).toMatchObject({
      sentence:
        'The work ended before there was an answer. This is the last result that there was so far.',
      rows: [[16]],
      endedBy: { limit: 'steps' },
    });
  });

  it('mark what the last turn makes up', async () => {
    await limitTo({ steps: 3 });
    playOn('So far there are 99 long plays.');
    expect(await api.ask(QUESTION)).toMatchObject({
      rows: [[16]],
      unbacked: ['99'],
    });
  });

  it('say nothing of the model where no query ran', async () => {
    await limitTo({ steps: 2 });
    api.play(({ n, body }) =>
      body.tool_choice === 'none' ? say('There are 99 of them.') : search(n),
    );
    const response = await api.ask(QUESTION);
    expect(response).toMatchObject({
      tier: 'uncovered',
      endedBy: { limit: 'steps' },
    });
    expect(JSON.stringify(response)).not.toContain('of them');
  });

  it.each<[string, Partial<AgentLimits['run']>]>([
    ['tokens', { tokens: 12_000 }],
    ['cost', { costUsd: 0.012 }],
  ])('hold for %s, the last turn included', async (limit, run) => {
    await limitTo(run);
    playOn('There are 16 so far.');
    const response = await api.ask(QUESTION);
    expect(response).toMatchObject({ rows: [[16]], endedBy: { limit } });
    const {
      inputTokens = 0,
      outputTokens = 0,
      costUsd = 0,
    } = response.usage ?? {};
    expect(inputTokens + outputTokens).toBeLessThan(run.tokens ?? Infinity);
    expect(costUsd).toBeLessThan(run.costUsd ?? Infinity);
  });

  it('end a call of the model that takes all the time', async () => {
    await limitTo({ durationMs: 1_500 });
    const before = api.desk.server.received;
    api.play(({ n, body }) => {
      if (body.tool_choice === 'none') {
        return say('There are 16 so far.');
      }
      return n === before + 1 ? runSql() : modelReplies.stalling(1);
    });
    expect(await api.ask(QUESTION)).toMatchObject({
      sentence: 'There are 16 so far.',
      rows: [[16]],
      endedBy: { limit: 'duration' },
    });
  });

  it('of a day let vetted pairs answer, and name themselves', async () => {
    await limitTo({}, { tokens: 1_000 });
    api.play([]);
    expect(await api.ask(QUESTION)).toMatchObject({
      tier: 'uncovered',
      endedBy: {
        limit: 'day-tokens',
        message: expect.stringMatching(
          /^The 1,000 tokens that you may use in a day are used up\. Go on after midnight UTC/,
        ),
      },
    });
    expect(api.requests).toHaveLength(0);
    expect(
      await api.ask('How many plays of radio shows were there?'),
    ).toMatchObject({ tier: 'verified' });
  });
});
