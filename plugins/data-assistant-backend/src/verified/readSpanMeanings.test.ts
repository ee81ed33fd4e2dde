import { Doc, Term } from '@cairn/backstage-plugin-data-assistant-common';
import { context, NOW, PAIRS, TERMS } from './__testUtils__/radio';
import { bindParameters } from './bindParameters';
import { compileCluster } from './CompiledCluster';
import { decideMatch } from './decideMatch';
import { readSpanMeanings } from './readSpanMeanings';
import { readTimeSpans } from './readTimeSpans';
import { prepareSqlFrames } from './SqlFrame';

function doc(id: string, terms: Term[]): Doc {
  return { id, clusterId: 'c', title: id, body: '', terms, path: `${id}.md` };
}

function read(text: string, ...docs: Doc[]) {
  return readTimeSpans(text, NOW, readSpanMeanings(docs)).map(
    ({ from, to, reading, docId }) => ({
      days: `${from}..${to}`,
      reading,
      docId,
    }),
  );
}

const rolling = doc('rolling', [
  { term: 'last month', synonyms: ['previous month'], span: 'rolling' },
]);
const calendar = doc('calendar', [
  { term: 'The Past Year', synonyms: [], span: 'calendar' },
]);

describe('readSpanMeanings', () => {
  it.each([
    ['plays last month', '2026-10-21..2026-11-19', 'rolling'],
    ['plays in the last month', '2026-10-21..2026-11-19', 'rolling'],
    ['Previous Month plays', '2026-10-21..2026-11-19', 'rolling'],
    ['plays over the past year', '2025-01-01..2025-12-31', 'calendar'],
  ])('reads "%s" as a doc says, and assumes nothing', (text, days, docId) => {
    expect(read(text, rolling, calendar)).toEqual([
      { days, docId, reading: undefined },
    ]);
  });

  it.each([
    ['last calendar month', '2026-10-01..2026-10-31'],
    ['prior month', '2026-10-01..2026-10-31'],
  ])('leaves "%s", of which the doc says nothing, as it is', (text, days) => {
    expect(read(text, rolling)).toEqual([
      { days, docId: undefined, reading: 'the last whole calendar month' },
    ]);
  });

  it('keeps neither of two docs that contradict one another, and states the reading', () => {
    const other = doc('other', [
      { term: 'last month', synonyms: [], span: 'calendar' },
    ]);
    const stated = [
      {
        days: '2026-10-01..2026-10-31',
        docId: undefined,
        reading: 'the last whole calendar month',
      },
    ];
    expect(read('last month', rolling, other)).toEqual(stated);
    expect(read('last month', other, rolling, rolling)).toEqual(stated);
    expect(read('previous month', rolling, other)).toMatchObject([
      { docId: 'rolling' },
    ]);
  });

  it('keeps the doc beside a range that begins or ends so', () => {
    expect(read('from last month to yesterday', rolling)).toMatchObject([
      { days: '2026-10-21..2026-11-19', docId: 'rolling' },
    ]);
  });

  it('has nothing to choose in a day', () => {
    expect(read('plays in the past day')).toEqual([
      { days: '2026-11-19..2026-11-19', docId: undefined, reading: undefined },
    ]);
  });
});

describe('a cluster whose doc says what last month is', () => {
  beforeAll(() => prepareSqlFrames());

  const answer = (terms: Term[]) => {
    const radio = compileCluster(
      context(PAIRS, 'radio', 'Radio', [...TERMS, ...terms]),
      NOW,
    );
    const { chosen } = decideMatch(
      'radio listeners in Sweden last month',
      [radio],
      { now: NOW, onlyCluster: false },
    );
    const binding =
      chosen &&
      bindParameters({
        pair: chosen.pair,
        fillings: chosen.fillings,
        vocabulary: radio.vocabulary,
        datasets: radio.context.datasets,
        now: NOW,
      });
    return {
      pair: chosen?.pair.id,
      docIds: chosen?.docIds,
      period: binding?.period,
      assumptions: binding?.assumptions,
    };
  };

  it('takes its days and names the doc', () => {
    expect(
      answer([{ term: 'last month', synonyms: [], span: 'rolling' }]),
    ).toEqual({
      pair: 'listeners',
      docIds: ['radio/words'],
      period: { from: '2026-10-21', to: '2026-11-19' },
      assumptions: [],
    });
  });

  it('says what was assumed where the doc is silent', () => {
    expect(answer([])).toMatchObject({
      pair: 'listeners',
      period: { from: '2026-10-01', to: '2026-10-31' },
      assumptions: [
        '“last month” was read as the last whole calendar month: October 2026.',
      ],
    });
  });

  it('reads a default in the same way', () => {
    const radio = compileCluster(
      context(PAIRS, 'radio', 'Radio', [
        { term: 'last week', synonyms: [], span: 'rolling' },
      ]),
      NOW,
    );
    const { period } = bindParameters({
      pair: PAIRS[0],
      fillings: new Map(),
      vocabulary: radio.vocabulary,
      datasets: radio.context.datasets,
      now: NOW,
    });
    expect(period).toEqual({ from: '2026-11-13', to: '2026-11-19' });
  });

  it('does not take the words for a thing that is spoken of', () => {
    const { vocabulary } = compileCluster(
      context(PAIRS, 'radio', 'Radio', [
        { term: 'last month', synonyms: [], span: 'rolling' },
      ]),
      NOW,
    );
    expect([...vocabulary.termDocs]).toEqual([]);
  });
});
