import {
  Answer,
  RunStepView,
} from '@cairn/backstage-plugin-data-assistant-common';
import { randomUUID } from 'node:crypto';
import { ExampleCompany } from './__testUtils__/ExampleCompany';
import { canonicalRows } from './__testUtils__/ExampleQuestions';

const START_WITHIN_MS = 240_000;
jest.setTimeout(60_000);

const LISTENERS = 'How many people listened to podcasts in Sweden last week?';
const TOP_SHOWS = 'top 5 true crime podcasts in the UK last month';
const MUSIC = 'How many active users did music have in Norway last week?';

/** A question, then what is said after it with the complete question that it stands for. */
const CHAINS: [string, ...[string, string][]][] = [
  [
    LISTENERS,
    [
      'and for Germany?',
      'How many people listened to podcasts in Germany last week?',
    ],
    [
      'and last month?',
      'How many people listened to podcasts in Germany last month?',
    ],
    [
      'by day',
      'How many people listened to podcasts in Germany each day last month?',
    ],
    ['what about Norway?', 'daily podcast listeners in Norway last month'],
  ],
  [
    LISTENERS,
    [
      'what about yesterday?',
      'How many people listened to podcasts in Sweden yesterday?',
    ],
  ],
  [LISTENERS, ['per country please', 'podcast listeners by country last week']],
  [
    LISTENERS,
    ['on android', 'podcast listeners on android in Sweden last week'],
    ['and on iOS in Finland?', 'podcast listeners on iOS in Finland last week'],
  ],
  [
    LISTENERS,
    [
      'what about true crime?',
      'How many people listened to true crime podcasts in Sweden last week?',
    ],
  ],
  [
    LISTENERS,
    [
      'Thanks! And in all countries?',
      'How many people listened to podcasts last week?',
    ],
  ],
  [
    LISTENERS,
    [
      'and for Germny?',
      'How many people listened to podcasts in Germany last week?',
    ],
  ],
  [
    LISTENERS,
    [
      'same for music',
      'How many people listened to music in Sweden last week?',
    ],
    ['and in Spain?', 'How many people listened to music in Spain last week?'],
  ],
  [
    'podcast listeners norway yesterday',
    ['germany', 'podcast listeners germany yesterday'],
    [
      'Sweden and the past 14 days',
      'podcast listeners in Sweden in the past 14 days',
    ],
  ],
  [
    'podcast listeners by country last week',
    ['top 3', 'top 3 countries by podcast listeners last week'],
  ],
  [
    'podcast listeners by country last week',
    ['and for Germany?', 'podcast listeners in Germany last week'],
  ],
  [
    'podcast plays by platform last week',
    ['by genre instead', 'podcast plays by genre last week'],
  ],
  [
    TOP_SHOWS,
    ['top 20 instead', 'top 20 true crime podcasts in the UK last month'],
    ['and comedy in Germany?', 'top 20 comedy podcasts in Germany last month'],
  ],
  [
    'which podcast episodes were played most in the past 7 days?',
    ['top 20', 'top 20 podcast episodes in the past 7 days'],
    ['make it 3', 'top 3 podcast episodes in the past 7 days'],
  ],
  [
    'daily podcast streams in Germany',
    [
      'and in the past 7 days?',
      'daily podcast streams in Germany in the past 7 days',
    ],
  ],
  [
    MUSIC,
    [
      'only premium users',
      'How many active music users on the premium plan in Norway last week?',
    ],
  ],
  [MUSIC, ['by month', 'monthly active music users in Norway last week']],
  [
    MUSIC,
    [
      'what about podcasts?',
      'How many people listened to podcasts in Norway last week?',
    ],
  ],
  [
    'the 5 most played songs in Brazil last month',
    ['just rock', 'the 5 most played rock songs in Brazil last month'],
  ],
  [
    'How much ad revenue did we make in Germany last month?',
    [
      'how much in France?',
      'How much ad revenue did we make in France last month?',
    ],
    ['last quarter', 'How much ad revenue did we make in France last quarter?'],
  ],
  [
    'monthly ad revenue in France over the last 6 months',
    ['by day', 'daily ad revenue in France over the last 6 months'],
  ],
  [
    'biggest 3 advertisers in Sweden last quarter',
    ['the first 10', 'biggest 10 advertisers in Sweden last quarter'],
  ],
  [
    'How many audiobooks were sold in Sweden last week?',
    ['and this month?', 'How many audiobooks were sold in Sweden this month?'],
  ],
  [
    'best selling audiobook authors in Finland last quarter',
    ['top 3', '3 best selling audiobook authors in Finland last quarter'],
  ],
  [
    'How much revenue did the company make last quarter?',
    [
      'and in Norway?',
      'How much revenue did the company make in Norway last quarter?',
    ],
  ],
  [
    'how many subscribers cancelled in Italy in the past 30 days?',
    [
      'in Spain?',
      'how many subscribers cancelled in Spain in the past 30 days?',
    ],
  ],
  [
    'how many of our creators in Sweden are podcasters',
    ['and musicians?', 'how many of our creators in Sweden are musicians'],
    ['in Norway?', 'how many of our creators in Norway are musicians'],
  ],
];

/** None of these may be answered after any of the questions below. */
const TRAPS = [
  'and for Atlantis?',
  'why?',
  'and the weather?',
  'thanks',
  'how about revenue?',
  'how about streams?',
  'not in Sweden',
  'and without Germany?',
  'all but Germany',
  'compared to Germany',
  'Sweden and Denmark',
  'is that more than in Germany?',
  'next month',
  'and before 2025?',
  'and the previous month?',
  'in the last week of that',
  'and the median?',
  'only women',
  'and on average in Germany?',
  'by publisher',
  'the bottom 5',
  'and the share of Germany?',
];

describe('follow-ups over the example company', () => {
  let company: ExampleCompany;

  beforeAll(async () => {
    company = await ExampleCompany.start();
  }, START_WITHIN_MS);

  afterAll(async () => {
    await company?.stop();
  });

  /** Puts questions into one conversation, each after the answer of the one before. */
  async function converse(...questions: string[]) {
    const { client } = company;
    const { id } = await client.createConversation();
    const steps: RunStepView[][] = [];
    for (const question of questions) {
      const { id: runId } = await client.postMessage(id, {
        question,
        idempotencyKey: randomUUID(),
      });
      const taken: RunStepView[] = [];
      for await (const item of client.streamRun(runId)) {
        if (item.type === 'step') {
          taken.push(item.data);
        }
      }
      steps.push(taken);
    }
    const { messages } = await client.getConversation(id);
    const answers = messages.flatMap(({ answer }) => (answer ? [answer] : []));
    return { answers, steps };
  }

  const toldOf = ({ tier, cluster, rows = [] }: Answer) => ({
    tier,
    cluster,
    rows: canonicalRows(rows),
  });

  it.each(CHAINS)('goes on from "%s"', async (first, ...next) => {
    const { answers } = await converse(
      first,
      ...next.map(([question]) => question),
    );
    expect(answers).toHaveLength(next.length + 1);
    for (const [at, [question, complete]] of next.entries()) {
      const expected = await company.client.ask({ question: complete });
      expect({ question, ...toldOf(answers[at + 1]) }).toEqual({
        question,
        ...toldOf(expected),
        tier: 'verified',
      });
      expect(answers[at + 1].readAs).toEqual(expect.any(String));
    }
  });

  it.each([LISTENERS, TOP_SHOWS, MUSIC])(
    'answers nothing that "%s" does not complete',
    async first => {
      const { answers } = await converse(first, ...TRAPS);
      expect(answers[0].tier).toBe('verified');
      expect(
        answers.slice(1).map(({ tier, rows }, at) => [TRAPS[at], tier, rows]),
      ).toEqual(TRAPS.map(trap => [trap, 'uncovered', undefined]));
    },
  );

  it('says how it read the question, as a step and with the answer', async () => {
    const { answers, steps } = await converse(LISTENERS, 'and for Germany?');
    const readAs = LISTENERS.replace('Sweden', 'Germany');
    expect(answers[0]).not.toHaveProperty('readAs');
    expect(answers[1]).toMatchObject({ readAs, tier: 'verified' });
    expect(steps[1].map(({ title }) => title)).toContain(`Read as: ${readAs}`);
  });

  it('says what it took the question to go on from, and offers what several readings mean', async () => {
    const [, atlantis] = (await converse(LISTENERS, 'and for Atlantis?'))
      .answers;
    expect(atlantis.sentence).toBe(
      `No vetted context answers this question: what comes near does not speak of “Atlantis”. It was taken to go on from “${LISTENERS}”.`,
    );
    const september = 'podcast listeners in Sweden in September';
    const [, year] = (await converse(september, 'and in 2025?')).answers;
    expect(year.suggestions?.map(({ question }) => question)).toEqual([
      'podcast listeners in Sweden in 2025',
      'podcast listeners in Sweden in September 2025',
    ]);
  });

  it('leaves a complete question as it is, whatever was asked before', async () => {
    const { answers } = await converse(
      LISTENERS,
      'How many employees work at Tidewave?',
      'and in Norway?',
      'podcast listeners last week',
    );
    const [, employees, norway, all] = answers;
    expect(employees).toMatchObject({ tier: 'uncovered' });
    expect(norway).toMatchObject({ tier: 'uncovered' });
    const expected = await company.client.ask({
      question: 'podcast listeners last week',
    });
    expect(toldOf(all)).toEqual(toldOf(expected));
    expect(all).not.toHaveProperty('readAs');
  });
});
