import {
  HealthSignalContext,
  QuestionCounts,
} from '@cairn/backstage-plugin-data-assistant-node';
import { Duration } from 'luxon';
import {
  exampleCluster,
  exampleDataset,
  examplePair,
} from '../__testUtils__/exampleCluster';
import { CoverageSignal } from './CoverageSignal';
import { DataFreshnessSignal } from './DataFreshnessSignal';
import { freshnessOf } from './freshnessOf';
import { PairValiditySignal } from './PairValiditySignal';

function contextOf(
  content: Parameters<typeof exampleCluster>[0],
  counts: QuestionCounts = { asked: 0, answered: 0, unanswered: [] },
): HealthSignalContext & { sinces: Date[] } {
  const sinces: Date[] = [];
  return {
    cluster: exampleCluster(content),
    now: new Date('2026-11-20T12:00:00Z'),
    sinces,
    questionsSince: async since => {
      sinces.push(since);
      return counts;
    },
  };
}

describe('PairValiditySignal', () => {
  const signal = PairValiditySignal.create();

  it('is the share of checked pairs that run, and names each broken one', async () => {
    const reason = 'There is no column “land”. Did you mean “country”?';
    const pairs = [
      examplePair('shows'),
      examplePair('plays'),
      examplePair('lands', { status: 'broken', reason }),
      examplePair('hosts', { status: 'broken', reason: 'Gone' }),
      examplePair('later', { status: 'unchecked' }),
    ];
    await expect(signal.measure(contextOf({ pairs }))).resolves.toEqual({
      value: 0.5,
      facts: [
        { text: '2 of 4 checked pairs run on the present schema' },
        {
          text: `“What about lands?” is broken: ${reason}`,
          ref: 'pair:podcasts/lands',
        },
        {
          text: '“What about hosts?” is broken: Gone',
          ref: 'pair:podcasts/hosts',
        },
        { text: '1 not checked yet' },
      ],
      action: 'Mend 2 pairs: podcasts/lands, podcasts/hosts',
    });
  });

  it('has no value while nothing was checked', async () => {
    await expect(signal.measure(contextOf({}))).resolves.toMatchObject({
      failure: 'The cluster has no pairs',
    });
    const pairs = [examplePair('later', { status: 'unchecked' })];
    await expect(signal.measure(contextOf({ pairs }))).resolves.toEqual({
      failure: 'No pair has been checked against the warehouse yet',
    });
  });
});

describe('freshnessOf', () => {
  it.each([
    // A day reaches to its end: due a rhythm and a day after that.
    ['2026-11-19', 'P1D', '2026-11-20T12:00:00Z', 1],
    ['2026-11-17', 'P1D', '2026-11-20T00:00:00Z', 1],
    ['2026-11-16', 'P1D', '2026-11-20T00:00:00Z', 1 - 1 / 7],
    ['2026-11-10', 'P1D', '2026-11-20T00:00:00Z', 0],
    ['2020-01-01', 'P1D', '2026-11-20T00:00:00Z', 0],
    ['2026-11-18T00:00:00Z', 'PT12H', '2026-11-21T00:00:00Z', 1 - 36 / 84],
    ['2026-09-30', 'P1M', '2026-11-02T00:00:00Z', 1],
    // Due on 1 May; seven months from there is 1 December, 214 days later.
    ['2026-03-31', 'P1M', '2026-05-02T00:00:00Z', 1],
    ['2026-03-30', 'P1M', '2026-05-02T00:00:00Z', 1 - 1 / 214],
  ])('newest %s with %s at %s is %d', (newest, rhythm, now, value) => {
    const freshness = freshnessOf({
      newest,
      rhythm: Duration.fromISO(rhythm),
      now: new Date(now),
    });
    expect(freshness?.value).toBeCloseTo(value, 12);
    expect(freshness?.lateSince === undefined).toBe(value === 1);
  });
});

describe('DataFreshnessSignal', () => {
  const signal = DataFreshnessSignal.create();

  it('is the mean over the datasets with a rhythm, a missing table counting 0', async () => {
    const rhythm = 'P1D';
    const datasets = [
      exampleDataset({ rhythm, newest: '2026-11-19' }),
      exampleDataset({
        id: 'resource:default/shows',
        table: 'podcasts.shows',
        rhythm,
        newest: '2026-11-13T12:00:00.000Z',
      }),
      exampleDataset({
        id: 'resource:default/gone',
        table: 'podcasts.gone',
        rhythm,
        status: 'missing',
      }),
      exampleDataset({ id: 'a', table: 'podcasts.new', rhythm }),
      exampleDataset({ id: 'b', table: 'podcasts.odd', rhythm: 'daily' }),
      exampleDataset({ id: 'c', newest: '2020-01-01' }),
      exampleDataset({
        id: 'd',
        rhythm,
        newest: '2020-01-01',
        deprecated: true,
      }),
    ];
    const measured = await signal.measure(contextOf({ datasets }));
    // The second was due on the 15th at noon and is five days late.
    expect(measured).toEqual({
      value: expect.closeTo((1 + (1 - 5 / 7) + 0) / 3, 12),
      facts: [
        {
          text: 'podcasts.streams is up to date: newest 2026-11-19',
          ref: 'dataset:resource:default/podcasts-streams',
        },
        {
          text: 'podcasts.shows ends at 2026-11-13T12:00:00.000Z; new rows were due by 15 November 2026, 12:00 UTC',
          ref: 'dataset:resource:default/shows',
        },
        {
          text: 'podcasts.gone is missing from the warehouse',
          ref: 'dataset:resource:default/gone',
        },
        {
          text: 'podcasts.new: it is not known how new its rows are',
          ref: 'dataset:a',
        },
        { text: 'podcasts.odd: “daily” is not a rhythm', ref: 'dataset:b' },
      ],
      action: 'Find out why no new rows came: podcasts.shows, podcasts.gone',
    });
  });

  it('has no value when no dataset has a rhythm, or none says how new it is', async () => {
    await expect(
      signal.measure(contextOf({ datasets: [exampleDataset()] })),
    ).resolves.toMatchObject({
      failure: 'No dataset says how often new rows come',
    });
    await expect(
      signal.measure(
        contextOf({ datasets: [exampleDataset({ rhythm: 'P1D' })] }),
      ),
    ).resolves.toMatchObject({
      failure: 'It is not known of any dataset how new its rows are',
    });
  });
});

describe('CoverageSignal', () => {
  const signal = CoverageSignal.create();

  it('is the share of the questions of 30 days that were answered', async () => {
    const unanswered = ['a', 'b', 'c', 'd'].map(question => ({
      question,
      askedAt: '2026-11-19T23:30:00.000Z',
    }));
    const context = contextOf({}, { asked: 16, answered: 12, unanswered });
    await expect(signal.measure(context)).resolves.toEqual({
      value: 0.75,
      facts: [
        { text: '12 of 16 questions in 30 days were answered' },
        { text: '“a” got no answer on 19 November 2026' },
        { text: '“b” got no answer on 19 November 2026' },
        { text: '“c” got no answer on 19 November 2026' },
        { text: '“d” got no answer on 19 November 2026' },
      ],
      action: 'Write pairs for “a”, “b”, “c” and 1 more',
    });
    expect(context.sinces).toEqual([new Date('2026-10-21T12:00:00Z')]);
  });

  it('has no value when nobody asked', async () => {
    await expect(signal.measure(contextOf({}))).resolves.toEqual({
      failure: 'No question in 30 days',
    });
  });
});
