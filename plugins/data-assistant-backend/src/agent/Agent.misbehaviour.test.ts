import { TestDatabases } from '@backstage/backend-test-utils';
import {
  endlessToolLoop,
  ModelReply,
  modelReplies,
} from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { AgentApi, told } from './__testUtils__/AgentApi';
import { INJECTION, RADIO } from './__testUtils__/radioCluster';
import { runSql } from './__testUtils__/radioReplies';

const { call } = modelReplies;

const QUESTION = 'How many long plays were there?';
const answer = call('answer', {
  sentence: 'There were 16 long plays.',
  query: 'q1',
  confidence: 0.9,
});
const grounded = {
  tier: 'grounded',
  sentence: 'There were 16 long plays.',
  rows: [[16]],
};

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())(
  'A model that misbehaves, %s',
  databaseId => {
    let api: AgentApi;

    beforeAll(async () => {
      api = await AgentApi.start(await databases.init(databaseId));
    });

    afterAll(() => api.stop());

    it.each<[string, ModelReply, RegExp]>([
      [
        'calls a tool that there is not',
        modelReplies.unknownTool('drop_all_tables'),
        /There is no tool "drop_all_tables"\. Call one of these: search_context, /,
      ],
      [
        'writes arguments that are no JSON',
        modelReplies.malformedArguments('run_sql'),
        /The arguments of run_sql are no JSON object/,
      ],
      [
        'writes arguments that do not fit',
        call('run_sql', { sql: 7 }),
        /do not fit its schema: .*cluster.*sql/,
      ],
      ['writes a list as arguments', call('run_sql', '[1]'), /no JSON object/],
      ['says nothing', modelReplies.empty(), /The turn was empty/],
      [
        'says text without a call',
        modelReplies.say('There were 99 long plays.'),
        /Text without a call reaches nobody/,
      ],
      [
        'is cut off',
        modelReplies.cutOff('First I think about'),
        /cut off because it was too long/,
      ],
      ['is filtered', modelReplies.filtered(), /withheld by the filter/],
      [
        'makes a call with a name that no endpoint takes',
        call('run sql; --', {}),
        /There is no tool/,
      ],
    ])('and %s is told so, and goes on', async (_, reply, message) => {
      api.play([reply, runSql(), answer]);
      const response = await api.ask(QUESTION);
      expect(response).toMatchObject(grounded);
      expect(told(api.requests[1])).toMatch(message);
      for (const { tool_calls: calls = [] } of api.requests[2].body.messages) {
        for (const { id, function: made } of calls) {
          expect(id).toMatch(/^c\d{8}$/);
          expect(made.name).toMatch(/^[\w-]{1,64}$/);
          expect(JSON.parse(made.arguments)).toEqual(expect.any(Object));
        }
      }
    });

    it.each<[string, ModelReply]>([
      ['calls no tool', modelReplies.say('I am thinking.')],
      ['says nothing', modelReplies.empty()],
      ['knows no tool', modelReplies.unknownTool()],
    ])('and always %s ends soon, with what there is', async (_, reply) => {
      const before = api.desk.server.received;
      api.play(({ n }) => (n === before + 1 ? runSql() : reply));
      expect(await api.ask(QUESTION)).toMatchObject({
        tier: 'grounded',
        rows: [[16]],
        endedBy: {
          limit: 'mistakes',
          message:
            'The model wrote 4 times what cannot be used. Ask in other words, or again in a while.',
        },
      });
      expect(api.requests).toHaveLength(5);
    });

    it('and makes the same call again and again gets it done once', async () => {
      api.play(() => runSql());
      const response = await api.ask(QUESTION);
      expect(response).toMatchObject({
        tier: 'grounded',
        rows: [[16]],
        attempts: [{ outcome: 'ran' }],
        endedBy: { limit: 'mistakes' },
      });
      expect(told(api.requests[2])).toContain('made this very call before');
    });

    it('and loops through other calls ends at the limit of steps', async () => {
      api.play(
        endlessToolLoop('search_context', n => ({ query: `plays ${n}` })),
      );
      const response = await api.ask(QUESTION);
      expect(response).toMatchObject({
        tier: 'uncovered',
        endedBy: { limit: 'steps' },
        suggestions: [{ cluster: RADIO }, ...Array(3).fill(expect.anything())],
      });
      expect(api.requests).toHaveLength(12);
      expect(api.requests[11].body.tool_choice).toBe('none');
      expect(api.desk.auditor.createEvent).toHaveBeenCalledWith({
        eventId: 'limit-reached',
        severityLevel: expect.any(String),
        meta: expect.objectContaining({
          runId: response.runId,
          limit: 'steps',
        }),
      });
    });

    it('and mends a statement without end is stopped', async () => {
      const first = api.desk.server.received;
      api.play(({ n, body }) =>
        body.tool_choice === 'none'
          ? modelReplies.say('The statement could not be mended.')
          : runSql(`SELECT nothing_${n - first} FROM radio.plays`),
      );
      const response = await api.ask(QUESTION);
      expect(response).toMatchObject({
        tier: 'uncovered',
        endedBy: { limit: 'repairs' },
      });
      expect(response.attempts).toHaveLength(4);
      expect(response.attempts).toEqual(
        Array(4).fill(expect.objectContaining({ outcome: 'failed' })),
      );
    });

    it('and sends ten megabytes of text is asked again', async () => {
      api.play([modelReplies.huge(), runSql(), answer]);
      const run = await api.put(QUESTION);
      const items = await api.watch(run.id);
      const [ended] = items.filter(({ type }) =>
        ['answer', 'error'].includes(type),
      );
      expect(ended.data).toMatchObject({ answer: grounded });
      expect(JSON.stringify(items).length).toBeLessThan(200_000);
      expect(api.requests[1].body).toEqual(api.requests[0].body);
    });

    it('and is paid for ten megabytes ends at the limit of tokens', async () => {
      await api.configure({ model: { maxOutputTokens: 16_384 } });
      api.play([modelReplies.huge()]);
      expect(await api.ask(QUESTION)).toMatchObject({
        tier: 'uncovered',
        endedBy: { limit: 'tokens' },
      });
      expect(api.requests).toHaveLength(1);
      await api.configure();
    });

    it('and breaks off in the middle is asked again', async () => {
      api.play([
        runSql(),
        modelReplies.dropping(1),
        modelReplies.truncated(1),
        answer,
      ]);
      const response = await api.ask(QUESTION);
      expect(response).toMatchObject(grounded);
      const sent = api.requests.map(({ body }) => body);
      expect(sent[2]).toEqual(sent[1]);
    });

    it('and is busy or fails for a moment is tried again', async () => {
      api.play([
        modelReplies.rateLimited(0),
        modelReplies.failing(500),
        runSql(),
        modelReplies.failing(503),
        answer,
      ]);
      expect(await api.ask(QUESTION)).toMatchObject(grounded);
    });

    it('and fails for good ends the run with what is the matter', async () => {
      await api.configure();
      api.play(() => modelReplies.failing(500));
      const run = await api.put(QUESTION);
      await api.watch(run.id);
      expect(await api.run(run.id)).toMatchObject({
        status: 'failed',
        attempts: 3,
        error: {
          code: 'model-unavailable',
          message:
            'The model cannot be reached at present. Ask again in a while. Questions that experts have vetted are answered all the same.',
        },
      });
      await api.configure();
    });

    it('and denies the key is not tried again', async () => {
      await api.configure();
      api.play(() => modelReplies.denied());
      const run = await api.put(QUESTION);
      await api.watch(run.id);
      expect(await api.run(run.id)).toMatchObject({
        status: 'failed',
        attempts: 1,
        error: { code: 'model-denied' },
      });
      expect(api.requests).toHaveLength(1);
      await api.configure();
    });

    it('and refuses in the middle leaves what there was so far', async () => {
      api.play([runSql(), modelReplies.failing(400, 'context too long')]);
      expect(await api.ask(QUESTION)).toMatchObject({
        tier: 'grounded',
        rows: [[16]],
        endedBy: { limit: 'model-bad-input' },
      });
      await api.configure();
    });

    it('obeys a cell, a doc or a comment, and still only reads what it may', async () => {
      const salaries = 'SELECT * FROM secrets.salaries';
      api.play([
        call('search_context', { query: 'hosts of shows' }),
        call('describe_dataset', { dataset: 'radio.shows' }),
        runSql('SELECT title, note FROM radio.shows'),
        // What the cell told it to do.
        runSql(salaries),
        call('answer', {
          sentence: '![x](https://evil.example/?q=1) The salary is 7,777.',
          query: 'q1',
          confidence: 1,
        }),
        call('answer', {
          sentence: '![x](https://evil.example/?q=1) The salary is 7,777.',
          query: 'q1',
          confidence: 1,
        }),
      ]);
      const response = await api.ask('Who are the hosts of radio shows?');
      expect(response.attempts).toMatchObject([
        { outcome: 'ran' },
        { sql: salaries, outcome: 'refused' },
      ]);
      expect(response).toMatchObject({
        sql: 'SELECT title, note FROM radio.shows',
        unbacked: ['7,777'],
      });
      expect(response.sentence).not.toContain('evil.example');
      // Wherever others' words stand, they are data: quoted, or in a cell of a table.
      const [, , , afterRows] = api.requests;
      const lines = afterRows.body.messages
        .flatMap(({ content }) => (content ?? '').split('\n'))
        .filter(line => line.includes(INJECTION.slice(0, 30)));
      expect(lines.length).toBeGreaterThan(2);
      for (const line of lines) {
        expect(line).toMatch(/^(?:>|\||- .*"|\[.*")/);
      }
      expect(afterRows.body.messages[0].content).not.toContain('Ignore all');
    });
  },
);
