import fc from 'fast-check';
import { context, NOW, pair, PAIRS } from './__testUtils__/radio';
import { CompiledCluster, compileCluster } from './CompiledCluster';
import { mendTypos } from './mendTypos';
import { prepareSqlFrames } from './SqlFrame';

let radio: CompiledCluster;
let games: CompiledCluster;

beforeAll(async () => {
  await prepareSqlFrames();
  radio = compileCluster(context(PAIRS), NOW);
  games = compileCluster(
    context(
      [
        pair('dau', 'How many daily active users did the game have?', {
          phrasings: ['monthly active players', 'many active players'],
        }),
      ],
      'games',
      'Games',
    ),
    NOW,
  );
});

const mend = (question: string) => mendTypos(question, [radio, games], NOW);

describe('mendTypos', () => {
  it.each([
    ['a swap', 'radio lsiteners', 'lsiteners', 'listeners'],
    ['a lost letter', 'radio listners', 'listners', 'listeners'],
    ['a doubled letter', 'radio statiions', 'statiions', 'stations'],
    ['a name', 'listeners in Sweeden', 'Sweeden', 'sweden'],
    ['a word without vowels', 'how many ppl', 'ppl', 'people'],
    ['an acronym', 'the DAU of the game', 'DAU', 'daily active users'],
  ])('mends %s and says so', (_why, question, from, to) => {
    expect(mend(question)).toEqual({
      question: question.replace(from, to),
      mendings: [{ from, to }],
    });
  });

  it('mends several, in order', () => {
    expect(mend('how many ppl are lsiteners').mendings).toEqual([
      { from: 'ppl', to: 'people' },
      { from: 'lsiteners', to: 'listeners' },
    ]);
  });

  it.each([
    ['a word of its own', 'how many radio stagnations'],
    ['another name that is near', 'listeners in Iceland'],
    ['another ending', 'how many listenerz'],
    ['a code that is short', 'sation in XQ'],
    ['a word with figures', 'list3ners'],
    ['an acronym in lower case', 'the dau of the game'],
    ['an acronym of two things', 'MAP of the game'],
    ['an acronym of nothing', 'the KPI of the game'],
    ['a time', 'listeners in septembre 2026'],
    ['nothing', ''],
  ])('leaves %s alone: "%s"', (_why, question) => {
    expect(mend(question)).toEqual({ question, mendings: [] });
  });

  it('changes nothing but the words that it names', () => {
    const word = fc.constantFrom(
      'radio',
      'lsiteners',
      'ppl',
      'DAU',
      'Sweeden',
      'constructor',
      '__proto__',
      'hasOwnProperty',
      '\u0000',
      '\ud800',
      'Ünïcode',
      '42',
      '=',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), words => {
        const { question, mendings } = mend(words.join(' '));
        let undone = question;
        for (const { from, to } of mendings) {
          undone = undone.replace(to, from);
        }
        expect(undone).toBe(words.join(' '));
      }),
    );
  });
});
