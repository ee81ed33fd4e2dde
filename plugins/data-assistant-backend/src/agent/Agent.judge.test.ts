import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ModelReply,
  modelReplies,
} from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { AgentApi, told } from './__testUtils__/AgentApi';
import { runSql } from './__testUtils__/radioReplies';

const { call, say, failing } = modelReplies;

const QUESTION = 'How many long plays were there?';
const DOUBT = 'A long play has 65 seconds or more; the query counts all.';
const ALL = runSql('SELECT count(*) AS n FROM radio.plays');
const LONG = runSql(
  'SELECT count(*) AS n FROM radio.plays WHERE seconds >= 65',
);
const answer = (n: number, query: string) =>
  call('answer', {
    sentence: `There were ${n} long plays.`,
    query,
    citations: ['radio/terms'],
    confidence: 0.9,
  });
const judged = (doubt = '') =>
  say(JSON.stringify({ holds: doubt === '', doubt }));

jest.setTimeout(60_000);

describe('An agent whose answers another model looks over', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let api: AgentApi;

  beforeAll(async () => {
    api = await AgentApi.start(await databases.init('SQLITE_3'));
    await api.configure({ judging: { model: 'judge' } });
  });

  afterAll(() => api.stop());

  /** Each model plays its own replies. */
  function play(answers: ModelReply[], judgements: ModelReply[]) {
    const left = { answers: [...answers], judgements: [...judgements] };
    api.play(({ body }) => {
      const list = body.model === 'judge' ? left.judgements : left.answers;
      return list.shift() ?? say('Nothing is left to say');
    });
  }

  const asked = (model: string) =>
    api.requests.filter(({ body }) => body.model === model);

  it('gives an answer that holds, and shows that it was looked over', async () => {
    play([LONG, answer(16, 'q1')], [judged()]);
    const response = await api.ask(QUESTION);
    expect(response).toMatchObject({
      tier: 'grounded',
      sentence: 'There were 16 long plays.',
      usage: { model: 'test-model' },
    });
    expect(response).not.toHaveProperty('assumptions');
    const steps = await api.steps(response.runId);
    expect(steps.at(-1)).toMatchObject({
      kind: 'think',
      title: 'Another model holds the answer to be right',
    });
    const [request] = asked('judge');
    expect(told(request)).toContain(QUESTION);
    expect(told(request)).toContain('WHERE seconds >= 65');
    expect(told(request)).toContain('| 16 |');
    expect(request.body).toHaveProperty('response_format');
    expect(request.body).not.toHaveProperty('tools');
  });

  it('sends an answer back once with the doubt, and gives the mended one', async () => {
    play(
      [ALL, answer(31, 'q1'), LONG, answer(16, 'q2')],
      [judged(DOUBT), judged()],
    );
    const response = await api.ask(QUESTION);
    expect(response).toMatchObject({
      sentence: 'There were 16 long plays.',
      rows: [[16]],
    });
    expect(response).not.toHaveProperty('assumptions');
    expect(told(asked('test-model')[2])).toContain(`> ${DOUBT}`);
  });

  it('tells the asker of a doubt that is left', async () => {
    play(
      [ALL, answer(31, 'q1'), answer(31, 'q1')],
      [judged(DOUBT), judged(DOUBT)],
    );
    const response = await api.ask(QUESTION);
    expect(response).toMatchObject({
      sentence: 'There were 31 long plays.',
      assumptions: [`Another model looked this over and doubts it: ${DOUBT}`],
    });
    expect(asked('judge')).toHaveLength(2);
  });

  it.each([
    ['fails', failing(400)],
    ['writes no JSON', say('It holds!')],
    ['writes other JSON', say('{"holds":"yes"}')],
  ])('answers all the same when the other model %s', async (_, reply) => {
    play([LONG, answer(16, 'q1')], [reply]);
    const response = await api.ask(QUESTION);
    expect(response).toMatchObject({
      tier: 'grounded',
      sentence: 'There were 16 long plays.',
    });
    const steps = await api.steps(response.runId);
    expect(steps.at(-1)?.title).toBe(
      'Another model was to look the answer over, and said nothing of use',
    );
  });
});
