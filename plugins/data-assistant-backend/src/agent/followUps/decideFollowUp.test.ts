import { Answer } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { PastTurn } from '../../conversations/RunExecutor';
import { CompiledCluster } from '../../verified/CompiledCluster';
import { decideMatch } from '../../verified/decideMatch';
import {
  readExampleClusters,
  readExampleQuestions,
} from './__testUtils__/exampleClusters';
import { decideFollowUp, whatRuns } from './decideFollowUp';
import { planFollowUp } from './planFollowUp';

const NOW = DateTime.fromISO('2026-11-20T12:00:00Z', { zone: 'utc' });
const LISTENERS = 'How many people listened to podcasts in Sweden last week?';
const PODCASTS = 'resource:default/podcasts';

jest.setTimeout(60_000);

let clusters: CompiledCluster[];

beforeAll(async () => {
  clusters = [...(await readExampleClusters(NOW)).values()];
});

function turn(question: string, answer: Partial<Answer> = {}): PastTurn {
  return {
    runId: question,
    question,
    answer: { tier: 'verified', sentence: '', cluster: PODCASTS, ...answer },
  };
}

const uncovered = (question: string) =>
  turn(question, { tier: 'uncovered', cluster: undefined });

function options(question: string, history: PastTurn[]) {
  return { question, history, clusters, now: NOW, onlyCluster: false };
}

const decide = (question: string, history: PastTurn[]) =>
  decideFollowUp(options(question, history));

describe('decideFollowUp', () => {
  it('asks of the warehouse what the complete question asks', () => {
    const said =
      /\b(?:Sweden|Norway|Germany|Finland|Denmark|France|Spain|Italy|Brazil|Poland)\b/i;
    const match = (question: string, within = clusters) =>
      decideMatch(question, within, { now: NOW, onlyCluster: false }).chosen;
    const answered = ['answerable.yaml', 'answerable-unseen.yaml']
      .flatMap(readExampleQuestions)
      .filter(question => said.test(question))
      .flatMap(question => {
        const chosen = match(question);
        return chosen ? [{ question, chosen }] : [];
      });
    expect(answered.length).toBeGreaterThan(40);
    for (const { question, chosen } of answered) {
      const country = question.includes('Sweden') ? 'Germany' : 'Sweden';
      const { cluster, pair } = chosen;
      const history = [turn(question, { cluster: cluster.cluster.id })];
      const followed = decide(`and for ${country}?`, history)?.decision.chosen;
      const complete = match(question.replace(said, country), [cluster]);
      expect({
        question,
        pair: complete?.pair.id,
        runs: followed && whatRuns(followed),
      }).toEqual({ question, pair: pair.id, runs: whatRuns(complete!) });
    }
  });

  it('goes on from a question as it was understood', () => {
    const history = [
      turn(LISTENERS),
      turn('and for Germany?', {
        readAs: LISTENERS.replace('Sweden', 'Germany'),
      }),
    ];
    expect(decide('and last month?', history)?.readAs).toBe(
      'How many people listened to podcasts in Germany last month?',
    );
  });

  it('goes on from an answer of a model, when a pair answers the complete question', () => {
    const history = [turn(LISTENERS, { tier: 'grounded' })];
    expect(decide('and for Norway?', history)?.decision.chosen?.pair.id).toBe(
      'podcasts/listeners',
    );
  });

  it('breaks nothing down that the pair does not', () => {
    const top = turn('top 5 true crime podcasts in the UK last month');
    for (const question of [
      'by genre',
      'per stream',
      'break it down by show',
    ]) {
      expect([question, decide(question, [top])?.decision.chosen]).toEqual([
        question,
        undefined,
      ]);
    }
    const daily = turn('daily active music users past 30 days', {
      cluster: 'resource:default/music',
    });
    expect(decide('split by plan', [daily])?.decision.chosen).toBeUndefined();
    expect(decide('by month', [daily])?.readAs).toBe(
      'monthly active music users past 30 days',
    );
  });

  it('passes over follow-ups without an answer, and over nothing else', () => {
    const history = [turn(LISTENERS), uncovered('and for Atlantis?')];
    expect(decide('and for Norway?', history)?.readAs).toBe(
      'How many people listened to podcasts in Norway last week?',
    );
    const other = uncovered('How many employees work at Tidewave?');
    expect(decide('and in Norway?', [turn(LISTENERS), other])).toBeUndefined();
  });

  it('leans on nothing where nothing was answered, or where its cluster may not be asked', () => {
    expect(decide('and for Norway?', [])).toBeUndefined();
    expect(decide('and for Norway?', [uncovered(LISTENERS)])).toBeUndefined();
    const elsewhere = turn(LISTENERS, { cluster: 'resource:default/secret' });
    expect(decide('and for Norway?', [elsewhere])).toBeUndefined();
  });
});

describe('planFollowUp', () => {
  it('plans the answer with the question as it was read', () => {
    expect(
      planFollowUp(options('and for Germny?', [turn(LISTENERS)])),
    ).toMatchObject({
      plan: {
        readAs: 'How many people listened to podcasts in germany last week?',
        pairId: 'podcasts/listeners',
        bound: { country: { value: 'DE' } },
        assumptions: [
          '“Germny” was read as “germany”.',
          expect.stringContaining('“last week” was read as'),
        ],
      },
    });
  });

  it('offers the complete questions when several fit', () => {
    const before = 'podcast listeners in Sweden in September';
    expect(planFollowUp(options('and in 2025?', [turn(before)]))).toMatchObject(
      {
        noPlan: {
          reason: 'ambiguous',
          suggestions: [
            {
              question: 'podcast listeners in Sweden in 2025',
              cluster: PODCASTS,
            },
            {
              question: 'podcast listeners in Sweden in September 2025',
              cluster: PODCASTS,
            },
          ],
          goesOn: { from: before, clusterId: PODCASTS },
        },
      },
    );
  });

  it('says how it was read when no pair answers that, and what it could not read', () => {
    const history = [turn(LISTENERS)];
    const byPublisher = planFollowUp(options('by publisher', history));
    expect(byPublisher?.noPlan).toMatchObject({
      reason: 'none',
      unsaid: ['publisher'],
      goesOn: {
        readAs:
          'How many people listened to podcasts in Sweden last week by publisher?',
      },
    });
    const atlantis = planFollowUp(options('and for Atlantis?', history));
    expect(atlantis?.noPlan).toMatchObject({
      reason: 'none',
      unsaid: ['Atlantis'],
      goesOn: { from: LISTENERS, clusterId: PODCASTS },
      nearClusters: [{ cluster: PODCASTS }],
    });
    expect(atlantis?.noPlan?.goesOn).not.toHaveProperty('readAs');
  });
});
