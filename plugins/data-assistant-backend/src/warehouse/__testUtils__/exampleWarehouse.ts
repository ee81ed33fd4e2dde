import { ClusterUpdate } from '../../curation/ContextStore';

/** Statements that make `podcasts.streams` (four rows, the last on the 19th) and `podcasts.shows`. */
export const exampleWarehouse = [
  'CREATE SCHEMA podcasts',
  'CREATE TABLE podcasts.streams (day DATE, user_id BIGINT NOT NULL, country VARCHAR)',
  "COMMENT ON COLUMN podcasts.streams.country IS 'Two letters'",
  `INSERT INTO podcasts.streams VALUES
     ('2026-11-18', 100, 'SE'), ('2026-11-18', 101, 'SE'), ('2026-11-19', 100, 'DE'), ('2026-11-19', 102, NULL)`,
  'CREATE TABLE podcasts.shows (id BIGINT, title VARCHAR)',
];

const CLUSTER_ID = 'resource:default/podcasts';

/** The cluster of podcasts as a sync of the catalog brings it: three datasets, one of which is not there. */
export function exampleUpdate(
  overrides: Partial<ClusterUpdate> = {},
): ClusterUpdate {
  return {
    cluster: {
      id: CLUSTER_ID,
      name: 'podcasts',
      title: 'Podcasts',
      ownerRef: 'group:default/podcast-insights',
      warehouse: 'example',
      audience: [],
    },
    datasets: ['streams', 'shows', 'episodes'].map(name => ({
      id: `resource:default/${name}`,
      title: name,
      warehouse: 'example',
      table: `podcasts.${name}`,
      ...(name === 'streams' && { partitionColumn: 'day', rhythm: 'P1D' }),
    })),
    pairs: [
      {
        id: 'podcasts/listeners',
        question: 'How many people listened in Sweden last week?',
        phrasings: [],
        sql: `SELECT count(DISTINCT user_id) AS listeners FROM podcasts.streams
               WHERE day BETWEEN $period_from AND $period_to AND ($country IS NULL OR country = $country)`,
        parameters: [
          { name: 'period', type: 'dateRange', default: 'last week' },
          {
            name: 'country',
            type: 'value',
            column: 'podcasts.streams.country',
            absent: 'all countries',
          },
        ],
        datasets: ['resource:default/streams'],
        path: 'pairs/listeners.sql',
      },
      {
        id: 'podcasts/top-shows',
        question: 'Which are the top 5 shows?',
        phrasings: [],
        sql: 'SELECT title FROM podcasts.shows ORDER BY id LIMIT $n',
        parameters: [{ name: 'n', type: 'topN', default: '5' }],
        datasets: ['resource:default/shows'],
        path: 'pairs/top-shows.sql',
      },
    ],
    docs: [],
    problems: [],
    ...overrides,
  };
}
