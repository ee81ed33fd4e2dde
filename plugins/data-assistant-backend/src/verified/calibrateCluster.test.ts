import { Pair } from '@cairn/backstage-plugin-data-assistant-common';
import fc from 'fast-check';
import { context, NOW, pair } from './__testUtils__/radio';
import { compileCluster } from './CompiledCluster';
import { decideMatch } from './decideMatch';
import { prepareSqlFrames } from './SqlFrame';

beforeAll(() => prepareSqlFrames());

const THINGS = [
  ['singers', 'concerts'],
  ['students', 'courses'],
  ['flights', 'airports'],
  ['doctors', 'patients'],
  ['books', 'authors'],
  ['bridges', 'rivers'],
];

/** Each asks for something else, in three ways. */
const APART = THINGS.map(([things, place]) =>
  pair(things, `How many ${things} are there per ${place}?`, {
    sql: `SELECT ${place}, count(*) FROM ${things} GROUP BY ${place}`,
    phrasings: [
      `number of ${things} by ${place}`,
      `count ${things} for each of the ${place}`,
    ],
  }),
);

/** All are asked for in the same words, and each gives another answer. */
const TWINS = THINGS.map(([kind]) =>
  pair(kind, 'How many sales did the shops have?', {
    sql: `SELECT count(*) FROM sales_of_${kind}`,
    phrasings: ['number of sales of shops', 'count the shop sales'],
  }),
);

const shiftOf = (pairs: Pair[]) =>
  compileCluster(context(pairs, 'shop', 'Shop', []), NOW).confidenceShift;

describe('confidenceShiftOf', () => {
  it('is none for a cluster without pairs, and hardly any where little is known', () => {
    expect(shiftOf([])).toBe(0);
    expect(Math.abs(shiftOf(APART.slice(0, 1)))).toBeLessThan(0.5);
  });

  it('makes a cluster of near-twins less sure, and one of well-told-apart pairs no less', () => {
    expect(shiftOf(TWINS)).toBeLessThan(-1);
    expect(shiftOf(APART)).toBeGreaterThanOrEqual(0);
    const mixed = shiftOf([...TWINS, ...APART]);
    expect(mixed).toBeGreaterThan(shiftOf(TWINS));
    expect(mixed).toBeLessThan(shiftOf(APART));
  });

  it('takes nothing from a pair that says just what is asked', () => {
    const [first] = APART;
    const shop = compileCluster(
      context([...TWINS, ...APART], 'shop', 'Shop', []),
      NOW,
    );
    expect(shop.confidenceShift).toBeLessThan(0);
    const { chosen } = decideMatch(first.question, [shop], {
      now: NOW,
      onlyCluster: true,
    });
    expect(chosen?.pair.id).toBe(first.id);
  });

  it('is bounded by the prior, however many twins there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...TWINS, ...APART), { maxLength: 30 }),
        chosen => {
          const pairs = chosen.map((item, index) => ({
            ...item,
            id: `${index}`,
          }));
          const shift = shiftOf(pairs);
          expect(Number.isFinite(shift)).toBe(true);
          expect(Math.abs(shift)).toBeLessThan(8);
        },
      ),
      { numRuns: 15 },
    );
  });
});
