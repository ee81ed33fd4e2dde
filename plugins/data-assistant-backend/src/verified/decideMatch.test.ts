import {
  context,
  country,
  NOW,
  pair,
  PAIRS,
  period,
} from './__testUtils__/radio';
import { bindParameters } from './bindParameters';
import { CompiledCluster, compileCluster } from './CompiledCluster';
import { decideMatch } from './decideMatch';
import { prepareSqlFrames } from './SqlFrame';

let radio: CompiledCluster;

beforeAll(async () => {
  await prepareSqlFrames();
  radio = compileCluster(context(PAIRS), NOW);
});

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
      'daily radio listeners country = NO',
      `daily-listeners country=NO ${LAST_WEEK}`,
    ],
    [
      'daily radio listeners, country=SE',
      `daily-listeners country=SE ${LAST_WEEK}`,
    ],
    ['radio stations country = NO', 'station-list country=NO'],
    [
      'Hi! I was wondering whether you could let me know how many people listened to radio in Norway yesterday? Thanks!',
      'listeners country=NO period_from=2026-11-19 period_to=2026-11-19',
    ],
    [
      'how many ppl listened to radio in Sweden last week',
      `listeners country=SE ${LAST_WEEK}`,
    ],
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
    ['a column that is not a value', 'daily radio listeners country != NO'],
    ['a column above a value', 'daily radio listeners country > NO'],
    [
      'a column with a value that nobody knows',
      'daily radio listeners country = Atlantis',
    ],
    [
      'a sentence before the question that narrows it',
      'Without Sweden, I want to know how many people listened to radio last week',
    ],
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
    ['what a word means', 'What is a radio listener?'],
    ['this moment', 'how many radio listeners do we have right now'],
    ['all time', 'radio listeners last week all time'],
    ['a need', 'how many radio stations do we need'],
    [
      'a condition behind a courtesy',
      'How many radio stations do we have, if you can, for women',
    ],
    ['a share of a count', 'how many radio stations do we have, in percent'],
    ['each one counted once', 'how many different radio stations do we have'],
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

  it('prefers the pair that says just what is asked to one that comes near', () => {
    const charts = compileCluster(
      context([
        pair('near', 'songs played per station and host'),
        pair('exact', 'plays per station'),
      ]),
      NOW,
    );
    const decision = decideMatch('plays per station', [charts], {
      now: NOW,
      onlyCluster: true,
    });
    expect(decision.chosen?.pair.id).toBe('exact');
    const [exact, near] = decision.candidates;
    expect(exact).toMatchObject({ match: { isExact: true, refused: false } });
    expect(near.confidence).toBeLessThan(exact.confidence);
  });

  it('is not sure of two clusters that both say just what is asked', () => {
    const [question] = PAIRS.map(item => item.question);
    const tv = compileCluster(
      context(
        [pair('tv/l', question, { parameters: [country, period] })],
        'tv',
      ),
      NOW,
    );
    const decision = decideMatch(question, [tv, radio], {
      now: NOW,
      onlyCluster: false,
    });
    expect(decision.chosen).toBeUndefined();
    expect(decision.reason).toBe('ambiguous');
    expect(decision.near.map(({ pair: { id } }) => id).sort()).toEqual([
      'listeners',
      'tv/l',
    ]);
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
