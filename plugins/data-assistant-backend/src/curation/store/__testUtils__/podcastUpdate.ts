import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import { ClusterUpdate } from '../../ContextStore';

export const PODCASTS = 'resource:default/podcasts';
export const STREAMS = 'resource:default/podcasts-streams';

/** A pair of the cluster of podcasts, `podcasts/<name>`. */
export const podcastPair = (
  name: string,
  overrides: Partial<ClusterUpdate['pairs'][number]> = {},
): ClusterUpdate['pairs'][number] => ({
  id: `podcasts/${name}`,
  question: `What of ${name}?`,
  phrasings: ['and so'],
  sql: 'SELECT 1',
  parameters: [{ name: 'day', type: 'date', default: 'today' }],
  datasets: [STREAMS],
  path: `pairs/${name}.sql`,
  ...overrides,
});

/** The cluster of podcasts as its context is read: one dataset, two pairs, a doc and a problem. */
export function podcastUpdate(
  overrides: Partial<ClusterUpdate> = {},
): ClusterUpdate {
  return {
    cluster: {
      id: PODCASTS,
      name: 'podcasts',
      title: 'Podcasts',
      description: 'Shows and who listens',
      ownerRef: 'group:default/podcast-insights',
      warehouse: 'example',
      contextRef: 'dir:.',
      audience: [],
    },
    datasets: [
      {
        id: STREAMS,
        title: 'Streams',
        warehouse: 'example',
        table: 'podcasts.streams',
        rhythm: 'P1D',
        partitionColumn: 'day',
      },
    ],
    pairs: [
      podcastPair('a', { answer: '{{one}}', author: 'user:default/ines' }),
      podcastPair('b'),
    ],
    docs: [
      {
        id: 'podcasts/words',
        title: 'Words',
        body: 'Text',
        terms: [{ term: 'listener', synonyms: ['audience'] }],
        path: 'docs/words.md',
      },
    ],
    problems: [{ file: 'pairs/c.sql', line: 3, reason: 'Mend it' }],
    ...overrides,
  };
}

/** What the warehouse tells of the dataset. */
export const streamColumns: Dataset['columns'] = [
  { name: 'day', type: 'date', nativeType: 'DATE', nullable: false },
];
export const profiledColumns = streamColumns.map(column => ({
  ...column,
  profile: { distinctCount: 3, nullShare: 0 },
}));
