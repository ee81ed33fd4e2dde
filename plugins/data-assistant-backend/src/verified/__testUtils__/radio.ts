import { Doc, Pair, Term } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { StoredContext } from '../../curation/ContextStore';

/** A Friday. */
export const NOW = DateTime.fromISO('2026-11-20T14:30:00Z', { zone: 'utc' });

const SQL: Record<string, string> = {
  'listeners-by-country': `SELECT country, count(DISTINCT user_id) AS listeners FROM radio.plays
    WHERE day BETWEEN $period_from AND $period_to GROUP BY country ORDER BY listeners DESC`,
  'daily-listeners': `SELECT day, count(DISTINCT user_id) AS listeners FROM radio.plays
    WHERE (country = $country OR $country IS NULL) GROUP BY day ORDER BY day`,
  'top-stations': `SELECT station, count(*) AS plays FROM radio.plays GROUP BY station
    ORDER BY plays DESC LIMIT $n`,
  stations: 'SELECT count(*) AS stations FROM radio.stations',
  'station-list': 'SELECT name FROM radio.stations WHERE country = $country',
  'plays-over': `SELECT count(*) FROM (SELECT station FROM radio.plays
    GROUP BY station HAVING count(*) > $plays)`,
};

/** A pair of the radio cluster, by its id's SQL. */
export function pair(
  id: string,
  question: string,
  rest: Partial<Pair> = {},
): Pair {
  return {
    id,
    clusterId: 'resource:default/radio',
    question,
    phrasings: [],
    sql:
      SQL[id] ?? 'SELECT count(DISTINCT user_id) AS listeners FROM radio.plays',
    parameters: [],
    datasets: [],
    validity: { status: 'valid' },
    path: `pairs/${id}.sql`,
    ...rest,
  };
}

export const country = {
  name: 'country',
  type: 'value' as const,
  column: 'radio.plays.country',
  absent: 'all countries',
};
export const period = {
  name: 'period',
  type: 'dateRange' as const,
  default: 'last week',
};

export const PAIRS = [
  pair('listeners', 'How many people listened to radio in Sweden last week?', {
    phrasings: [
      'radio listeners last month',
      'how large was the radio audience',
    ],
    parameters: [country, period],
  }),
  pair('new-listeners', 'How many new radio listeners were there last week?', {
    parameters: [country, period],
  }),
  pair(
    'listeners-by-country',
    'How many radio listeners were there per country last week?',
    {
      phrasings: ['which countries have the most radio listeners'],
      parameters: [period],
    },
  ),
  pair(
    'daily-listeners',
    'How many people listened to radio each day last week?',
    {
      phrasings: ['daily radio listeners'],
      parameters: [country, period],
    },
  ),
  pair('top-stations', 'What were the top 10 radio stations last week?', {
    phrasings: ['most played radio stations'],
    parameters: [
      { name: 'n', type: 'topN', default: '10', min: 1, max: 50 },
      country,
      period,
    ],
  }),
  pair('stations', 'How many radio stations do we have?'),
  pair('station-list', 'Which radio stations do we have in Norway?', {
    parameters: [
      { name: 'country', type: 'value', column: 'radio.plays.country' },
    ],
  }),
  pair('plays-over', 'How many stations had more than 100 plays last week?', {
    parameters: [{ name: 'plays', type: 'number', min: 1 }, period],
  }),
];

export const TERMS: Term[] = [
  { term: 'listener', synonyms: ['audience', 'people who listened'] },
  { term: 'Sweden', synonyms: ['Swedish'], column: '*.country', value: 'SE' },
  { term: 'Norway', synonyms: ['Norwegian'], column: '*.country', value: 'NO' },
  { term: 'Ireland', synonyms: ['Irish'], column: '*.country', value: 'IE' },
];

/** A cluster with some pairs, words for listeners and countries, and one dataset. */
export function context(
  pairs: Pair[],
  name = 'radio',
  title = 'Radio',
  terms: Term[] = TERMS,
): StoredContext {
  const docs: Doc[] = [
    {
      id: `${name}/words`,
      clusterId: `resource:default/${name}`,
      title: 'Words',
      body: '',
      terms,
      path: 'docs/words.md',
    },
  ];
  const id = `resource:default/${name}`;
  return {
    id,
    name,
    title,
    cluster: {
      id,
      name,
      title,
      ownerRef: 'group:default/radio',
      audience: [],
      contextVersion: '1',
      syncedAt: '2026-11-20T00:00:00Z',
    },
    counts: { datasets: 1, pairs: pairs.length, docs: 1, problems: 0 },
    version: '1',
    datasets: [
      {
        id: 'resource:default/radio-plays',
        clusterId: id,
        title: 'Plays',
        warehouse: 'w',
        table: 'radio.plays',
        status: 'ok',
        columns: [
          {
            name: 'country',
            type: 'string',
            nativeType: 'VARCHAR',
            nullable: true,
            profile: {
              commonValues: [
                { value: 'SE', count: 9 },
                { value: 'IT', count: 5 },
                { value: 'NO', count: 4 },
                { value: 'news', count: 1 },
              ],
            },
          },
        ],
      },
    ],
    pairs,
    docs,
    problems: [],
  };
}
