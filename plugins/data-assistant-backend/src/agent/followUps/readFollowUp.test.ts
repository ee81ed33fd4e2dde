import { DateTime } from 'luxon';
import fc from 'fast-check';
import { CompiledCluster } from '../../verified/CompiledCluster';
import {
  readExampleClusters,
  readExampleQuestions,
} from './__testUtils__/exampleClusters';
import { readFollowUp } from './readFollowUp';

/** A Friday. */
const NOW = DateTime.fromISO('2026-11-20T12:00:00Z', { zone: 'utc' });
const LISTENERS = 'How many people listened to podcasts in Sweden last week?';
const DEVICES = 'podcast plays by platform last week';
const TOP = 'top 5 true crime podcasts in the UK last month';
const GROWTH =
  'How did the number of podcast listeners change last week compared to the previous period?';
const MUSIC = 'How many active users did music have in Norway last week?';

/** One complete question of each cluster, and more of podcasts. */
const HISTORIES: [string, string][] = [
  ['podcasts', LISTENERS],
  ['podcasts', DEVICES],
  ['podcasts', TOP],
  ['podcasts', GROWTH],
  ['music', MUSIC],
  ['audiobooks', 'best selling audiobook authors in Finland last quarter'],
  ['advertising', 'monthly ad revenue in France over the last 6 months'],
  ['finance', 'How much revenue did the company make last quarter?'],
  ['creators', 'how many of our creators in Sweden are podcasters'],
];

jest.setTimeout(60_000);

let clusters: Map<string, CompiledCluster>;

beforeAll(async () => {
  clusters = await readExampleClusters(NOW);
});

function read(question: string, previous = LISTENERS, name = 'podcasts') {
  return readFollowUp({
    question,
    previous,
    cluster: clusters.get(name)!,
    clusters: [...clusters.values()],
    now: NOW,
  });
}

const readings = (...args: Parameters<typeof read>) =>
  read(...args)?.readings.map(({ question }) => question);

describe('readFollowUp', () => {
  it.each([
    [
      'and for Germany?',
      'How many people listened to podcasts in Germany last week?',
    ],
    [
      'Thanks! And what about Germany, please?',
      'How many people listened to podcasts in Germany last week?',
    ],
    [
      'same for the UK',
      'How many people listened to podcasts in the UK last week?',
    ],
    [
      'what about last month?',
      'How many people listened to podcasts in Sweden last month?',
    ],
    ['and in 2025?', 'How many people listened to podcasts in Sweden in 2025?'],
    ['2025?', 'How many people listened to podcasts in Sweden in 2025?'],
    ['and May?', 'How many people listened to podcasts in Sweden in May?'],
    [
      'Norway, yesterday',
      'How many people listened to podcasts in Norway yesterday?',
    ],
    [
      'by week',
      'How many people listened to podcasts in Sweden last week by week?',
    ],
    [
      'on android',
      'How many people listened to podcasts in Sweden last week on android?',
    ],
    [
      'only German people',
      'How many people listened to podcasts in German last week?',
    ],
    [
      'how many in Norway?',
      'How many people listened to podcasts in Norway last week?',
    ],
    [
      'in all countries',
      'How many people listened to podcasts in all countries last week?',
    ],
    ['and for Swedne?', LISTENERS.replace('Sweden', 'sweden')],
  ])('puts "%s" into the question before', (question, complete) => {
    expect(readings(question)).toEqual([complete]);
  });

  it.each([
    [TOP, 'top 20 instead', 'top 20 true crime podcasts in the UK last month'],
    [TOP, 'make it ten', 'top ten true crime podcasts in the UK last month'],
    [
      TOP,
      'and comedy in Germany?',
      'top 5 comedy podcasts in Germany last month',
    ],
    ['top podcasts last week', 'the first 3', 'top 3 podcasts last week'],
    [
      'which podcast episodes were played most in the past 7 days?',
      'top 20',
      'which 20 podcast episodes were played most in the past 7 days?',
    ],
    [
      'daily podcast streams in Germany',
      'by week',
      'weekly podcast streams in Germany',
    ],
    [DEVICES, 'by genre please', 'podcast plays by genre last week'],
    [
      'podcast listeners norway yesterday',
      'germany',
      'podcast listeners germany yesterday',
    ],
    [
      'podcast listeners in Norway in March 2025',
      'and in April?',
      'podcast listeners in Norway in April 2025',
    ],
    ['podcast listeners', 'in Norway', 'podcast listeners in Norway'],
  ])('goes on from "%s" with "%s"', (previous, question, complete) => {
    expect(readings(question, previous)).toEqual([complete]);
  });

  it.each([
    [
      'per market',
      LISTENERS,
      [
        'How many people listened to podcasts in Sweden last week per market?',
        'How many people listened to podcasts last week per market?',
      ],
    ],
    [
      'and for Germany?',
      'podcast listeners by country last week',
      [
        'podcast listeners by country last week for Germany',
        'podcast listeners for Germany last week',
      ],
    ],
    [
      'and in 2025?',
      'podcast listeners in Sweden in September',
      [
        'podcast listeners in Sweden in 2025',
        'podcast listeners in Sweden in September 2025',
      ],
    ],
  ])('holds open what "%s" does to "%s"', (question, previous, complete) => {
    expect(readings(question, previous)).toEqual(complete);
  });

  it('takes another cluster for the one that the question named', () => {
    expect(read('same for music in Norway')?.readings).toEqual([
      {
        question: 'How many people listened to music in Norway last week?',
        clusterId: 'resource:default/music',
      },
    ]);
    expect(readings('what about podcasts?', MUSIC, 'music')).toEqual([
      'How many active users did podcasts have in Norway last week?',
    ]);
    expect(readings('what about marketing?')).toEqual([]);
  });

  it.each(['on Monday?', 'how much in Germany?'])(
    'makes no complete question of "%s" after one that counts within a week',
    question => {
      expect(readings(question) ?? []).toEqual([]);
    },
  );

  it('says which words it could not put into the question', () => {
    expect(read('and for Atlantis?')).toEqual({
      previous: LISTENERS,
      readings: [],
      unread: ['Atlantis'],
      regroups: false,
      mendings: [],
    });
  });

  it('tells what it mended', () => {
    expect(read('and for Germny?')).toMatchObject({
      readings: [{ question: expect.stringContaining('germany') }],
      mendings: [{ from: 'Germny', to: 'germany' }],
    });
  });

  it.each([
    'and for Atlantis?',
    'why?',
    'and the weather?',
    'thanks',
    'how about revenue?',
    'how about streams?',
    'not in Sweden',
    'and without Germany?',
    'except Germany',
    'outside Germany',
    'all but Germany',
    'compared to Germany',
    'versus Germany',
    'Germany vs Norway',
    'Sweden and Norway',
    'in Sweden or Norway',
    'instead of Sweden',
    'more than last week?',
    'is that more than in Germany?',
    'and tomorrow?',
    'next month',
    'before 2025',
    'and the month before?',
    'and the previous month?',
    'and the prior week?',
    'in the last week of that',
    'and the change in Germany?',
    'and the share of Germany?',
    'and on average in Germany?',
    'and the median?',
    'only women',
    'only new ones',
    'on weekends',
    'who are they?',
    'and how many episodes?',
    'at 5',
    '-3',
    '3.5',
    '10-20',
    'over 20',
    'the bottom 5',
    '20%',
    'and for us?',
    'no',
    'yes',
    'ok',
    'delete all data',
    'in Germany excluding android',
    'by Germany',
    'and streams in Germany?',
    'In Germany, how many users are there?',
  ])('makes no complete question of "%s"', question => {
    for (const [name, previous] of HISTORIES) {
      expect([previous, readings(question, previous, name) ?? []]).toEqual([
        previous,
        [],
      ]);
    }
  });

  it('never bends a question that is complete', () => {
    const corpus = [
      'answerable.yaml',
      'answerable-unseen.yaml',
      'uncovered.yaml',
      'uncovered-unseen.yaml',
    ].flatMap(readExampleQuestions);
    expect(corpus.length).toBeGreaterThan(150);
    fc.assert(
      fc.property(
        fc.constantFrom(...corpus),
        fc.constantFrom(...HISTORIES),
        (question, [name, previous]) => {
          expect([question, read(question, previous, name)]).toEqual([
            question,
            undefined,
          ]);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('reads anything at all alike each time, in few readings', () => {
    const word = fc.oneof(
      fc.constantFrom(
        ...'and for by week top 20 Germany premium last month only same what about 2025 per country in the how many podcasts music'.split(
          ' ',
        ),
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 30 }),
        fc.constantFrom(...HISTORIES),
        (words, [name, previous]) => {
          const question = words.join(' ');
          const once = read(question, previous, name);
          expect(read(question, previous, name)).toEqual(once);
          expect(once?.readings.length ?? 0).toBeLessThanOrEqual(12);
        },
      ),
      { numRuns: 150 },
    );
  });
});
