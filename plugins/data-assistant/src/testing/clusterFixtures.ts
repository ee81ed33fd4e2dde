import {
  ClusterContext,
  ClusterHealth,
  ClusterSummary,
  ParameterProposal,
} from '@cairn/backstage-plugin-data-assistant-common';

const podcastStreams = 'resource:default/podcasts-streams';

/** A curated cluster with one piece of every kind, a broken pair and a broken file. */
export const podcasts: ClusterContext = {
  id: 'resource:default/podcasts',
  name: 'podcasts',
  title: 'Podcasts',
  description: 'Shows, episodes and who listens to them',
  owner: 'group:default/podcast-insights',
  counts: { datasets: 2, pairs: 2, docs: 1, problems: 1 },
  health: 82,
  can: { ask: true, curate: true },
  version: '7f3a',
  syncedAt: '2026-11-20T06:00:00Z',
  datasets: [
    {
      id: 'resource:default/podcasts-streams-v1',
      clusterId: 'resource:default/podcasts',
      title: 'Podcast streams, old',
      warehouse: 'example',
      table: 'podcasts.streams_v1',
      status: 'missing',
      columns: [],
      deprecated: true,
    },
    {
      id: podcastStreams,
      clusterId: 'resource:default/podcasts',
      title: 'Podcast streams',
      description: 'One row for each time that somebody played an episode',
      warehouse: 'example',
      table: 'podcasts.streams',
      status: 'ok',
      rowCount: 1234567,
      partitionColumn: 'day',
      newest: '2026-11-19',
      rhythm: 'P1D',
      columns: [
        {
          name: 'country',
          type: 'string',
          nativeType: 'VARCHAR',
          nullable: true,
          description: 'ISO 3166 code of the listener',
          profile: {
            distinctCount: 7,
            nullShare: 0.02,
            min: 'DE',
            max: 'US',
            commonValues: [
              { value: 'SE', count: 400 },
              { value: 'US', count: 200 },
              { value: 'DE', count: 100 },
              { value: null, count: 80 },
              { value: 'FR', count: 50 },
              { value: 'NO', count: 25 },
            ],
          },
        },
        {
          name: 'user_id',
          type: 'integer',
          nativeType: 'BIGINT',
          nullable: false,
        },
      ],
    },
  ],
  pairs: [
    {
      id: 'podcasts/listeners-by-country',
      clusterId: 'resource:default/podcasts',
      question: 'How many people listened to podcasts in Sweden last week?',
      phrasings: ['podcast listeners in Sweden last week'],
      sql: 'SELECT count(DISTINCT user_id) AS listeners FROM podcasts.streams',
      parameters: [
        {
          name: 'country',
          type: 'value',
          column: 'podcasts.streams.country',
          absent: 'all countries',
        },
        { name: 'period', type: 'dateRange', default: 'last week' },
        { name: 'top', type: 'topN', min: 1, max: 1000 },
      ],
      author: 'user:default/ines.moreau',
      datasets: [podcastStreams],
      validity: { status: 'valid', checkedAt: '2026-11-20T06:00:00Z' },
      path: 'pairs/listeners-by-country.sql',
    },
    {
      id: 'podcasts/completion',
      clusterId: 'resource:default/podcasts',
      question: 'Which shows are finished most often?',
      phrasings: [],
      sql: 'SELECT show FROM podcasts.completions',
      parameters: [],
      datasets: [],
      validity: {
        status: 'broken',
        reason: 'There is no table podcasts.completions',
      },
      path: 'pairs/completion.sql',
    },
  ],
  docs: [
    {
      id: 'podcasts/words',
      clusterId: 'resource:default/podcasts',
      title: 'Words of the podcast domain',
      body: 'A **listener** played 60 seconds.\n\n![x](https://elsewhere.example/x.png)',
      terms: [
        {
          term: 'Sweden',
          synonyms: ['Swedish', 'SE'],
          column: '*.country',
          value: 'SE',
        },
        {
          term: 'listener',
          synonyms: [],
          definition: 'Somebody who played at least 60 seconds.',
        },
      ],
      path: 'docs/words.md',
    },
  ],
  problems: [
    { file: 'pairs/top-shows.sql', line: 3, reason: 'question is missing' },
  ],
};

/** What the broken pair's question says of its SQL. */
export const proposal: ParameterProposal = {
  pairId: 'podcasts/completion',
  parameters: [
    {
      parameter: {
        name: 'country',
        type: 'value',
        column: 'podcasts.streams.country',
      },
      literals: ["'SE'", "'SE'"],
      words: 'Sweden',
      reason: '“Sweden” is the value SE: that is the value itself.',
    },
  ],
  kept: [{ literal: '60', reason: '“60” says it, but so does another.' }],
  cautions: ['“finished shows” does not say country.'],
  file: '/*\nquestion: Which?\n*/\nSELECT $country\n',
};

/** Two clusters of two owners, one of them without any measurement yet. */
export const clusterList: ClusterSummary[] = [
  summaryOf(podcasts),
  {
    id: 'resource:default/music',
    name: 'music',
    title: 'Music',
    description: 'Tracks and artists',
    owner: 'group:default/music-insights',
    counts: { datasets: 5, pairs: 20, docs: 1, problems: 2 },
    can: { ask: true, curate: false },
  },
];

/** Health with one signal that was measured and one that could not be. */
export const podcastsHealth: ClusterHealth = {
  current: {
    clusterId: podcasts.id,
    score: 82,
    measuredAt: '2026-11-20T06:00:00Z',
    signals: [
      {
        id: 'pair-validity',
        title: 'Questions that still run',
        weight: 3,
        value: 0.5,
        facts: [
          {
            text: 'There is no table podcasts.completions',
            ref: 'pair:podcasts/completion',
          },
        ],
        action: 'Mend the broken question',
      },
      {
        id: 'freshness',
        title: 'Data freshness',
        weight: 2,
        failure: 'The warehouse did not answer',
        facts: [],
      },
    ],
  },
  history: [{ measuredAt: '2026-11-20T06:00:00Z', score: 82 }],
};

function summaryOf(context: ClusterContext): ClusterSummary {
  const { id, name, title, description, owner, counts, health, can } = context;
  return { id, name, title, description, owner, counts, health, can };
}
