import fc from 'fast-check';
import { context, NOW, pair, PAIRS } from './__testUtils__/radio';
import { CompiledCluster, compileCluster } from './CompiledCluster';
import { decideMatch } from './decideMatch';
import { prepareSqlFrames } from './SqlFrame';

let radio: CompiledCluster;
let tv: CompiledCluster;

beforeAll(async () => {
  await prepareSqlFrames();
  radio = compileCluster(context(PAIRS), NOW);
  tv = compileCluster(
    context([pair('tv/shows', 'How many tv shows are there?')], 'tv', 'TV'),
    NOW,
  );
});

const ask = (question: string, clusters = [radio, tv], onlyCluster = false) =>
  decideMatch(question, clusters, { now: NOW, onlyCluster });

const ANSWERABLE = [
  'How many people listened to radio in Sweden last week?',
  'radio audience in norway yesterday',
  'radio listeners per day in Sweden',
  'the five most played radio stations in Sweden',
  'how many radio stations are there',
  'list the Norwegian radio stations',
  'how many stations had more than 250 plays last week',
];

/** Each asks for less, more or something else than any of the pairs answers. */
const CONSTRAINTS = [
  'except Stockholm',
  'without advertising',
  'on mobile',
  'older than 30',
  'by age group',
  'per hour',
  'compared to 2019',
  'in Atlantis',
  'for premium subscribers',
  'of which half are female',
  'that are not jazz',
  'who churned',
  'before noon',
  'if they paid',
  'at least twice',
  'on average',
  'and podcasts',
  'or television',
  'with a dog',
  'only students',
];

/** Words that people, programs and attackers may type. */
const WORD = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ANSWERABLE.join(' ').split(' ')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '\u0000',
      '\ud800',
      '\udfff',
      '\u202e',
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'valueOf',
      '=',
      '!=',
      '%',
      '$1',
      '(?:',
      '\\',
      '1e999',
      '9007199254740993',
      '0x1',
      'NaN',
      'last',
      'week',
      'between',
      '2026-02-30',
      '99/99/9999',
      '🎧',
      'é',
      '',
      '\n',
      '.',
      '?',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);

describe('decideMatch, whatever is asked', () => {
  it.each(ANSWERABLE)('answers "%s" as it is', question => {
    expect(ask(question).chosen).toBeDefined();
  });

  it('never answers a question with a further constraint', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ANSWERABLE),
        fc.constantFrom(...CONSTRAINTS),
        fc.boolean(),
        (question, constraint, isFirst) => {
          const plain = question.replace(/\?$/, '');
          const asked = isFirst
            ? `${constraint}, ${plain}`
            : `${plain} ${constraint}`;
          expect([asked, ask(asked).chosen?.pair.id]).toEqual([
            asked,
            undefined,
          ]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is sure from 0 to 1, and of nothing that is refused enough to answer', () => {
    fc.assert(
      fc.property(
        fc.array(WORD, { maxLength: 30 }),
        fc.boolean(),
        (words, onlyCluster) => {
          const { candidates, chosen, near } = ask(
            words.join(' '),
            [radio, tv],
            onlyCluster,
          );
          for (const { confidence } of [...candidates, ...near]) {
            expect(confidence).toBeGreaterThanOrEqual(0);
            expect(confidence).toBeLessThanOrEqual(1);
          }
          expect(chosen?.match.refused ?? false).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('decides the same in whatever order pairs and clusters come', () => {
    const outcome = (question: string, clusters: CompiledCluster[]) => {
      const { chosen, reason, candidates } = ask(question, clusters);
      return {
        chosen: chosen?.pair.id,
        reason,
        candidates: candidates.map(c => [c.pair.id, c.confidence]),
      };
    };
    fc.assert(
      fc.property(
        fc.shuffledSubarray(PAIRS, { minLength: PAIRS.length }),
        fc.array(WORD, { maxLength: 10 }),
        fc.constantFrom('', ...ANSWERABLE),
        (pairs, words, question) => {
          const shuffled = compileCluster(context(pairs), NOW);
          const sorted = {
            ...shuffled,
            // Which of its phrasings a cluster tries out depends on their order.
            confidenceShift: radio.confidenceShift,
          };
          const asked = [...words, question].join(' ');
          expect(outcome(asked, [tv, sorted])).toEqual(
            outcome(asked, [radio, tv]),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([
    ['NUL', '\u0000'.repeat(5_000)],
    ['lone surrogates', '\ud800 '.repeat(5_000)],
    ['10,000 words', 'radio '.repeat(10_000)],
    ['one word of 100,000 letters', 'x'.repeat(100_000)],
    ['5,000 parentheses', '('.repeat(5_000)],
    ['50,000 question marks', '?'.repeat(50_000)],
    ['many sentences', 'Thanks. '.repeat(5_000)],
    ['many openings', 'can you tell me how '.repeat(3_000)],
    ['many spans', `radio listeners ${'last week '.repeat(38)}`],
    ['many dates', '1/1/2020 '.repeat(24)],
    ['names of prototypes', '__proto__ constructor toString valueOf'],
    ['nothing', ''],
  ])('answers nothing to %s, and does not throw', (_what, question) => {
    expect(ask(question).chosen).toBeUndefined();
  });
});
