import { AnswerPlan } from './AnswerPlan';
import { composeUncovered, composeVerified } from './composeAnswer';

const plan: AnswerPlan = {
  clusterId: 'resource:default/radio',
  contextVersion: '1',
  pairId: 'radio/plays',
  sql: 'SELECT count(*) AS plays FROM radio.plays WHERE day >= $period_from',
  template: '{{plays}} plays, {{period}}.',
  warehouse: 'w',
  tables: ['radio.plays'],
  bound: { period_from: { type: 'date', value: '2026-11-09' } },
  filled: [
    {
      name: 'period',
      type: 'dateRange',
      value: '2026-11-09..2026-11-15',
      label: '9 to 15 November 2026',
      words: 'last week',
    },
  ],
  assumptions: ['“last week” was read as the last whole calendar week.'],
  period: { from: '2026-11-09', to: '2026-11-15' },
  confidence: 0.97,
  sources: [],
  docIds: [],
  datasetIds: [],
  freshness: [{ dataset: 'Plays', newest: '2026-11-19' }],
  dataBegin: '2025-09-01',
};
const result = {
  columns: [{ name: 'plays', type: 'integer' as const }],
  rows: [[1234]],
  truncated: false,
};

describe('composeVerified', () => {
  it('tells the number, the SQL with its values, and what was assumed', () => {
    expect(composeVerified(plan, result)).toEqual({
      tier: 'verified',
      sentence: '1,234 plays, 9 to 15 November 2026.',
      confidence: 0.97,
      cluster: 'resource:default/radio',
      columns: result.columns,
      rows: [[1234]],
      truncated: false,
      sql: "SELECT count(*) AS plays FROM radio.plays WHERE day >= DATE '2026-11-09'",
      sources: [],
      parameters: plan.filled,
      assumptions: plan.assumptions,
      freshness: plan.freshness,
    });
  });

  it.each([
    [
      { from: '2026-11-20', to: '2026-11-20' },
      'There is no data for 20 November 2026 yet: the newest is from 19 November 2026.',
    ],
    [
      { from: '1990-01-01', to: '1990-12-31' },
      'There is no data for 1990: the oldest is from 1 September 2025.',
    ],
  ])('tells no number for a time outside the data: %j', (period, sentence) => {
    expect(composeVerified({ ...plan, period }, result)).toMatchObject({
      sentence,
    });
  });

  it('says when the data covers a part of the time only', () => {
    const period = { from: '2025-01-01', to: '2026-12-31' };
    expect(composeVerified({ ...plan, period }, result).assumptions).toEqual([
      ...plan.assumptions,
      'The data ends on 19 November 2026, before the end of that time.',
      'The data begins on 1 September 2025, after the start of that time.',
    ]);
  });
});

describe('composeUncovered', () => {
  it('names the words that no vetted question near says', () => {
    const { sentence } = composeUncovered({
      reason: 'none',
      suggestions: [],
      nearClusters: [],
      unsaid: ['Atlantis'],
    });
    expect(sentence).toBe(
      'No vetted context answers this question: what comes near does not speak of “Atlantis”.',
    );
  });

  it('says why, and holds no number', () => {
    expect(
      composeUncovered({
        reason: 'ambiguous',
        suggestions: [],
        nearClusters: [],
      }),
    ).toEqual({
      tier: 'uncovered',
      sentence: 'More than one vetted question fits. Which one do you mean?',
    });
  });

  it.each([
    [
      { reason: 'ambiguous' as const },
      'More than one cluster answers this question: do you mean Music, Podcasts, or Radio?',
    ],
    [
      { reason: 'none' as const, unsaid: ['Atlantis'] },
      'No vetted context answers this question: what comes near does not speak of “Atlantis”. Several clusters may cover it: do you mean Music, Podcasts, or Radio?',
    ],
  ])('offers the clusters that come alike: %j', (why, sentence) => {
    const choices = ['Music', 'Podcasts', 'Radio'].map(title => ({
      cluster: `resource:default/${title.toLowerCase()}`,
      title,
      owner: 'group:default/owners',
      score: 0.5,
    }));
    expect(
      composeUncovered({
        ...why,
        suggestions: [],
        nearClusters: [],
        choices,
      }),
    ).toEqual({ tier: 'uncovered', sentence, choices });
  });
});
