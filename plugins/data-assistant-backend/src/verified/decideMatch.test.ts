import { Doc, Pair, Term } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { StoredContext } from '../curation/ContextStore';
import { bindParameters } from './bindParameters';
import { compileCluster } from './CompiledCluster';
import { decideMatch } from './decideMatch';

const NOW = DateTime.fromISO('2026-11-20T14:30:00Z', { zone: 'utc' });

function pair(id: string, question: string, rest: Partial<Pair> = {}): Pair {
  return {
    id,
    clusterId: 'resource:default/radio',
    question,
    phrasings: [],
    sql: 'SELECT 1',
    parameters: [],
    datasets: [],
    validity: { status: 'valid' },
    path: `pairs/${id}.sql`,
    ...rest,
  };
}

const country = {
  name: 'country',
  type: 'value' as const,
  column: 'radio.plays.country',
  absent: 'all countries',
};
const period = {
  name: 'period',
  type: 'dateRange' as const,
  default: 'last week',
};

const PAIRS = [
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

const TERMS: Term[] = [
  { term: 'listener', synonyms: ['audience', 'people who listened'] },
  { term: 'Sweden', synonyms: ['Swedish'], column: '*.country', value: 'SE' },
  { term: 'Norway', synonyms: ['Norwegian'], column: '*.country', value: 'NO' },
  { term: 'Ireland', synonyms: ['Irish'], column: '*.country', value: 'IE' },
];

function context(
  pairs: Pair[],
  name = 'radio',
  title = 'Radio',
): StoredContext {
  const docs: Doc[] = [
    {
      id: `${name}/words`,
      clusterId: `resource:default/${name}`,
      title: 'Words',
      body: '',
      terms: TERMS,
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

const radio = compileCluster(context(PAIRS), NOW);

function decide(question: string, onlyCluster = false) {
  return decideMatch(question, [radio], { now: NOW, onlyCluster });
}

function filled(question: string) {
  const { chosen } = decide(question);
  if (!chosen) {
    return undefined;
  }
  const { bound } = bindParameters({
    pair: chosen.pair,
    fillings: chosen.fillings,
    vocabulary: radio.vocabulary,
    datasets: radio.context.datasets,
    now: NOW,
  });
  const values = Object.entries(bound).map(
    ([name, { value }]) => `${name}=${value}`,
  );
  return [chosen.pair.id, ...values].join(' ');
}

const LAST_WEEK = 'period_from=2026-11-09 period_to=2026-11-15';

describe('decideMatch', () => {
  it.each([
    [
      'How many people listened to radio in Sweden last week?',
      `listeners country=SE ${LAST_WEEK}`,
    ],
    [
      'radio audience in norway yesterday',
      'listeners country=NO period_from=2026-11-19 period_to=2026-11-19',
    ],
    [
      'please show me the swedish radio listeners',
      `listeners country=SE ${LAST_WEEK}`,
    ],
    [
      'how many radio listeners did we have in IT last week',
      `listeners country=IT ${LAST_WEEK}`,
    ],
    [
      'radio listeners in all countries last week',
      `listeners country=null ${LAST_WEEK}`,
    ],
    [
      'Number of new radio listeners in Norway last week',
      `new-listeners country=NO ${LAST_WEEK}`,
    ],
    [
      'radio listeners by country last week',
      `listeners-by-country ${LAST_WEEK}`,
    ],
    [
      'radio listeners per day in Sweden',
      `daily-listeners country=SE ${LAST_WEEK}`,
    ],
    [
      'the five most played radio stations in Sweden',
      `top-stations n=5 country=SE ${LAST_WEEK}`,
    ],
    [
      'best 3 radio stations last week',
      `top-stations n=3 country=null ${LAST_WEEK}`,
    ],
    ['how many radio stations are there', 'stations'],
    ['list the Norwegian radio stations', 'station-list country=NO'],
    [
      'how many stations had more than 250 plays last week',
      `plays-over plays=250 ${LAST_WEEK}`,
    ],
    ['radio listeners se last week', `listeners country=SE ${LAST_WEEK}`],
    [
      'radio lsiteners in Sweden last week',
      `listeners country=SE ${LAST_WEEK}`,
    ],
    [
      'radio listeners in Sweeden last week',
      `listeners country=SE ${LAST_WEEK}`,
    ],
  ])('answers "%s" by %s', (question, expected) => {
    expect(filled(question)).toBe(expected);
  });

  it.each([
    [
      'an unknown value',
      'How many people listened to radio in Atlantis last week?',
    ],
    ['a value near in spelling', 'radio listeners in Iceland last week'],
    ['two values at once', 'radio listeners in Sweden and Norway last week'],
    ['a negation', 'radio listeners outside Sweden last week'],
    ['a comparison', 'more radio listeners in Sweden than last week'],
    ['another kind of answer', 'average radio listeners in Sweden last week'],
    [
      'a superlative that the pair lacks',
      'which day had the most radio listeners last week',
    ],
    ['a grouping that no pair has', 'radio listeners by age last week'],
    ['a grain that no pair has', 'radio listeners per hour last week'],
    ['a further entity', 'radio listeners of Morning Coffee last week'],
    ['a bound in time', 'radio listeners before September'],
    ['the future', 'radio listeners tomorrow'],
    ['a reason', 'why did radio listeners drop last week'],
    ['a value that has to be named', 'which radio stations do we have'],
    ['a count out of bounds', 'top 500 radio stations last week'],
    ['a condition left unsaid', 'how many stations had plays last week'],
    ['verbs that count otherwise', 'how many listens did radio get last week'],
    ['another domain', 'how many people work in Sweden'],
    [
      'a value that no parameter takes',
      'how many radio stations do we have in the US',
    ],
    [
      'a code that is also a word',
      'radio listeners by country in IT last week',
    ],
    [
      'a code in lower case that is also a word',
      'radio listeners per day in it',
    ],
    ['the denial of all', 'were there no radio listeners last week'],
    ['an amount for a count', 'how much radio did people listen to last week'],
    [
      'another thing counted',
      'how many radio stations did people listen to last week',
    ],
    ['a list for a count', 'what radio listeners did we have last week'],
    ['names for a count', 'who listened to radio last week'],
    ['a vague time', 'radio listeners a few weeks ago'],
    ['an operator', 'radio listeners last week != Sweden'],
    ['a sign of negation', 'radio listeners !Sweden last week'],
    [
      'a word of its own near in spelling',
      'how many radio stagnations do we have',
    ],
    ['a condition', 'radio listeners if Sweden last week'],
    ['two things at once', 'radio listeners and stations last week'],
    [
      'more words than any vetted question',
      `radio listeners ${'radio '.repeat(90)}`,
    ],
    ['a word that is also a code', 'radio listeners it last week, no?'],
    ['nothing at all', 'how many last week?'],
  ])('refuses %s: "%s"', (_why, question) => {
    expect(decide(question).chosen?.pair.id).toBeUndefined();
  });

  it('offers both when two pairs fit alike, and the cluster was not named', () => {
    const other = compileCluster(
      context(
        [
          pair('tv/listeners', 'radio listeners last week', {
            parameters: [country, period],
          }),
        ],
        'tv',
        'TV',
      ),
      NOW,
    );
    const question = 'radio listeners in Sweden last week';
    expect(
      decideMatch(question, [radio, other], { now: NOW, onlyCluster: false }),
    ).toMatchObject({
      reason: 'ambiguous',
    });
  });

  it('leaves the name of the cluster unsaid when the asker chose it', () => {
    expect(
      decide('listeners in Sweden last week', false).chosen,
    ).toBeUndefined();
    expect(decide('listeners in Sweden last week', true).chosen?.pair.id).toBe(
      'listeners',
    );
  });

  it('does not take an example value for a word when no doc or profile knows it', () => {
    const { docs, ...rest } = context(PAIRS);
    const silent = compileCluster({ ...rest, docs: [] }, NOW);
    const unread = compileCluster(
      {
        ...rest,
        docs,
        problems: [{ file: 'docs/countries.md', line: 3, reason: 'not YAML' }],
      },
      NOW,
    );
    const question = 'How many people listened to radio in Sweden last week?';
    for (const cluster of [silent, unread]) {
      const decision = decideMatch(question, [cluster], {
        now: NOW,
        onlyCluster: false,
      });
      expect(decision.chosen?.pair.id).toBeUndefined();
    }
    const { chosen } = decideMatch(
      'how many radio stations do we have',
      [unread],
      {
        now: NOW,
        onlyCluster: false,
      },
    );
    expect(chosen?.pair.id).toBe('stations');
  });

  it('says so when the pair that fits is broken', () => {
    const broken = compileCluster(
      context(
        PAIRS.map(item =>
          item.id === 'stations'
            ? { ...item, validity: { status: 'broken' as const } }
            : item,
        ),
      ),
      NOW,
    );
    const decision = decideMatch(
      'how many radio stations do we have',
      [broken],
      {
        now: NOW,
        onlyCluster: false,
      },
    );
    expect(decision).toMatchObject({ reason: 'broken' });
    expect(decision.near[0].pair.id).toBe('stations');
  });

  it('says what it mended, and is a little less sure', () => {
    const decision = decide('radio lsiteners in Sweden last week');
    expect(decision.mendings).toEqual([{ from: 'lsiteners', to: 'listeners' }]);
    expect(decision.chosen?.confidence).toBeLessThan(
      decide('radio listeners in Sweden last week').chosen?.confidence ?? 0,
    );
  });
});
