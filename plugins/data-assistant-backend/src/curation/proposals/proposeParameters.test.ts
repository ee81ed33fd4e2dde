import {
  Dataset,
  DatasetColumn,
  Doc,
  Pair,
} from '@cairn/backstage-plugin-data-assistant-common';
import { SqlDialect } from '@cairn/backstage-plugin-data-assistant-node';
import { DateTime } from 'luxon';
import { parsePairFile } from '../files/parsePairFile';
import { proposeParameters } from './proposeParameters';

const now = DateTime.fromISO('2026-11-20T12:00:00Z', { zone: 'utc' });
const clusterId = 'resource:default/radio';

function column(name: string, values: string[] = []): DatasetColumn {
  return {
    name,
    type: 'string',
    nativeType: 'VARCHAR',
    nullable: true,
    profile: {
      commonValues: values.map(value => ({ value, count: 1 })),
    },
  };
}

const datasets: Dataset[] = [
  {
    id: 'resource:default/plays',
    clusterId,
    title: 'Plays',
    warehouse: 'w',
    table: 'radio.plays',
    status: 'ok',
    columns: [
      column('country', ['SE', 'NO', 'DE']),
      column('platform', ['ios', 'car']),
      column('day'),
      column('minutes'),
      column('user_id'),
      column('station_id'),
    ],
  },
  {
    id: 'resource:default/stations',
    clusterId,
    title: 'Stations',
    warehouse: 'w',
    table: 'radio.stations',
    status: 'ok',
    columns: [
      column('station_id'),
      column('name', ['Harbour Light']),
      column('genre', ['jazz', 'talk']),
    ],
  },
];
const docs: Doc[] = [
  {
    id: 'radio/words',
    clusterId,
    title: 'Countries',
    body: '',
    path: 'docs/words.md',
    terms: [
      {
        term: 'Sweden',
        synonyms: ['Swedish'],
        column: '*.country',
        value: 'SE',
      },
      { term: 'Norway', synonyms: [], column: '*.country', value: 'NO' },
    ],
  },
];

function propose(
  question: string,
  sql: string,
  over: Partial<Pair> & { dialect?: SqlDialect } = {},
) {
  const { dialect = 'duckdb', ...rest } = over;
  return proposeParameters({
    pair: {
      id: 'radio/plays',
      clusterId,
      question,
      phrasings: [],
      sql,
      parameters: [],
      datasets: datasets.map(({ id }) => id),
      validity: { status: 'valid' },
      path: 'pairs/plays.sql',
      ...rest,
    },
    datasets,
    docs,
    dialect,
    now,
  });
}

async function parameters(...args: Parameters<typeof propose>) {
  const proposal = await propose(...args);
  return proposal.parameters.map(
    ({ parameter: { name, type, column: of }, words }) =>
      `${name}: ${type}${of ? ` ${of}` : ''} from ${words}`,
  );
}

/** The SQL of the proposed file, which must be a pair file. */
async function sqlOf(...args: Parameters<typeof propose>) {
  const { file = '' } = await propose(...args);
  const parsed = parsePairFile({
    path: 'pairs/plays.sql',
    content: new TextEncoder().encode(file),
  });
  return parsed.ok ? parsed.value.sql : parsed.problems;
}

describe('proposeParameters', () => {
  it('turns what the question says into typed parameters, and leaves the rest', async () => {
    const proposal = await propose(
      'Top 5 stations for jazz in Sweden in September 2026',
      `SELECT s.name, count(*) AS plays
FROM radio.plays p JOIN radio.stations s USING (station_id)
WHERE p.country = 'SE' -- not 'NO'
  AND day BETWEEN DATE '2026-09-01' AND DATE '2026-09-30'
  AND s.genre = 'jazz' AND user_id > 99
GROUP BY 1 ORDER BY 2 DESC LIMIT 5`,
      {
        phrasings: ['the 5 biggest jazz stations in Sweden, September 2026'],
        answer: '{{name}} leads.',
        author: 'user:default/ines.moreau',
      },
    );
    expect(proposal).toEqual({
      pairId: 'radio/plays',
      parameters: [
        {
          parameter: { name: 'period', type: 'dateRange' },
          literals: ["DATE '2026-09-01'", "DATE '2026-09-30'"],
          words: 'in September 2026',
          reason:
            '“in September 2026” names the days 2026-09-01 to 2026-09-30.',
        },
        {
          parameter: {
            name: 'country',
            type: 'value',
            column: 'radio.plays.country',
          },
          literals: ["'SE'"],
          words: 'Sweden',
          reason:
            '“Sweden” is the value SE of radio.plays.country: the doc “Countries” says so.',
        },
        {
          parameter: {
            name: 'genre',
            type: 'value',
            column: 'radio.stations.genre',
          },
          literals: ["'jazz'"],
          words: 'jazz',
          reason:
            '“jazz” is the value jazz of radio.stations.genre: that is the value itself.',
        },
        {
          parameter: { name: 'top_n', type: 'topN' },
          literals: ['5'],
          words: '5',
          reason: '“5” is the number of rows that the SQL returns at most.',
        },
      ],
      kept: [],
      cautions: [],
      file: `/*
question: Top 5 stations for jazz in Sweden in September 2026
phrasings:
  - the 5 biggest jazz stations in Sweden, September 2026
parameters:
  period: { type: dateRange }
  country: { type: value, column: radio.plays.country }
  genre: { type: value, column: radio.stations.genre }
  top_n: { type: topN }
answer: "{{name}} leads."
author: user:default/ines.moreau
*/
SELECT s.name, count(*) AS plays
FROM radio.plays p JOIN radio.stations s USING (station_id)
WHERE p.country = $country -- not 'NO'
  AND day BETWEEN $period_from AND $period_to
  AND s.genre = $genre AND user_id > 99
GROUP BY 1 ORDER BY 2 DESC LIMIT $top_n
`,
    });
  });

  it.each<[string, string, string[]]>([
    [
      'How many plays were there in Sweden?',
      "SELECT count(*) FROM radio.plays WHERE 'SE' = country AND minutes >= 1",
      ['country: value radio.plays.country from Sweden'],
    ],
    [
      'How many plays were longer than 30 minutes?',
      'SELECT count(*) FROM radio.plays WHERE minutes > 30',
      ['min_minutes: number from 30'],
    ],
    [
      'Which users have more than ten plays?',
      'SELECT user_id FROM radio.plays GROUP BY 1 HAVING count(*) > 10',
      ['min_count: number from ten'],
    ],
    [
      'plays on 3 September 2026',
      "SELECT count(*) FROM radio.plays WHERE day = '2026-09-03'",
      ['day: date from on 3 September 2026'],
    ],
    [
      'How many plays were not in Sweden?',
      "SELECT count(*) FROM radio.plays WHERE country NOT IN ('SE')",
      ['country: value radio.plays.country from Sweden'],
    ],
    [
      'plays in Sweden',
      "WITH a AS (SELECT * FROM radio.plays) SELECT count(*) FROM a WHERE a.country = 'SE'",
      ['country: value radio.plays.country from Sweden'],
    ],
    [
      'plays in Sweden and how many people played there',
      "SELECT (SELECT count(*) FROM radio.plays WHERE country = 'SE'), (SELECT count(DISTINCT user_id) FROM radio.plays WHERE country = 'SE')",
      ['country: value radio.plays.country from Sweden'],
    ],
  ])('reads “%s”', async (question, sql, expected) => {
    expect(await parameters(question, sql)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['How many plays?', 'SELECT count(*) FROM radio.plays WHERE user_id > 99'],
    [
      'Which station has the most plays?',
      'SELECT station_id FROM radio.plays GROUP BY 1 ORDER BY count(*) DESC LIMIT 1',
    ],
    [
      'plays since 1 September 2026',
      "SELECT count(*) FROM radio.plays WHERE day >= DATE '2026-09-01'",
    ],
    [
      'plays of the last 30 days',
      'SELECT count(*) FROM radio.plays WHERE day >= current_date - 30 LIMIT 30',
    ],
    [
      'plays in Sweden',
      "SELECT count(*) FROM radio.plays WHERE country LIKE 'SE%'",
    ],
    [
      'plays in Sweden or Norway',
      "SELECT count(*) FROM radio.plays WHERE country IN ('SE', 'NO')",
    ],
    ['plays on SE', "SELECT 'SE' FROM radio.plays"],
    ['plays in Sweden', 'SELECT FROM WHERE'],
    ['plays in Sweden', ''],
  ])('proposes nothing for “%s” over %s', async (question, sql) => {
    const proposal = await propose(question, sql);
    expect(proposal.parameters).toEqual([]);
    expect(proposal.file).toBeUndefined();
  });

  it('says why literals that are said stay', async () => {
    const proposal = await propose(
      'How do Sweden and Norway compare on Harbour Night?',
      `SELECT count(*) FILTER (country = 'SE'), count(*) FILTER (country = 'NO')
       FROM radio.plays JOIN radio.stations USING (station_id) WHERE name = 'Harbour Night'`,
    );
    expect(proposal.parameters).toEqual([]);
    expect(proposal.kept).toEqual([
      {
        literal: "'SE'",
        reason:
          '“Sweden” says it, but the pair has another literal of the kind, and which words fill which could not be told.',
      },
      {
        literal: "'NO'",
        reason:
          '“Norway” says it, but the pair has another literal of the kind, and which words fill which could not be told.',
      },
      {
        literal: "'Harbour Night'",
        reason:
          '“Harbour Night” says it, but neither the profile of radio.stations.name nor a term of a doc knows it as a value; with a term it can be a parameter.',
      },
    ]);
  });

  it('keeps the days of bounds that are not included themselves', async () => {
    const sql =
      "SELECT count(*) FROM radio.plays WHERE day > '2026-08-31' AND '2026-10-01'::DATE > day";
    expect(await sqlOf('plays in September 2026', sql)).toBe(
      'SELECT count(*) FROM radio.plays WHERE day > (CAST($period_from AS DATE) - 1) AND (CAST($period_to AS DATE) + 1)::DATE > day',
    );
  });

  it('takes relative words for the days that they meant when the pair was written', async () => {
    expect(
      await parameters(
        'plays last week',
        "SELECT count(*) FROM radio.plays WHERE day >= '2025-03-03' AND day <= '2025-03-09'",
      ),
    ).toEqual(['period: dateRange from last week']);
    expect(
      await parameters(
        'plays last week',
        "SELECT count(*) FROM radio.plays WHERE day >= '2025-03-03' AND day <= '2025-03-12'",
      ),
    ).toEqual([]);
  });

  it.each<SqlDialect>(['duckdb', 'postgres', 'bigquery'])(
    'reads %s, and characters of two code units',
    async dialect => {
      expect(
        await sqlOf(
          'plays in Sweden',
          "SELECT '😀é' AS mood, count(*) FROM radio.plays p WHERE p.country = 'SE'",
          { dialect },
        ),
      ).toBe(
        "SELECT '😀é' AS mood, count(*) FROM radio.plays p WHERE p.country = $country",
      );
    },
  );

  it('warns of texts that would no longer be answered', async () => {
    const { cautions } = await propose(
      'plays in Sweden',
      "SELECT count(*) FROM radio.plays WHERE country = 'SE'",
      { phrasings: ['how much do we play up north?'] },
    );
    expect(cautions).toEqual([
      '“how much do we play up north?” does not say country: complete it, remove it, or declare what holds when a question is silent (default or absent).',
    ]);
  });

  it('leaves pairs alone whose parameters an expert declared', async () => {
    const proposal = await propose(
      'top 5 plays in Sweden',
      "SELECT * FROM radio.plays WHERE country = 'SE' LIMIT $n",
      { parameters: [{ name: 'n', type: 'topN' }] },
    );
    expect(proposal.parameters).toEqual([]);
  });
});
