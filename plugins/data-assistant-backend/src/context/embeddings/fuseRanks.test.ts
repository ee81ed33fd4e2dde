import fc from 'fast-check';
import { fuseRanks } from './fuseRanks';
import { fuseClusters, fusePieces } from './fuseWithVectors';

const order = (...rankings: Parameters<typeof fuseRanks>[0]) =>
  fuseRanks(rankings).map(({ id }) => id);

const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { minLength: 1 });

describe('fuseRanks', () => {
  it('adds reciprocal ranks', () => {
    expect(
      fuseRanks([{ ids: ['a', 'b', 'c'] }, { ids: ['b', 'd'] }]).map(
        ({ id, score }) => [id, score.toFixed(6)],
      ),
    ).toEqual([
      ['b', ((1 / 62 + 1 / 61) / 2).toFixed(6)],
      ['a', (1 / 61 / 2).toFixed(6)],
      ['d', (1 / 62 / 2).toFixed(6)],
      ['c', (1 / 63 / 2).toFixed(6)],
    ]);
    expect(fuseRanks([])).toEqual([]);
  });

  it('leaves a single ranking as it is', () => {
    fc.assert(
      fc.property(ids, only => {
        expect(order({ ids: only })).toEqual(only);
        expect(order({ ids: only }, { ids: only })).toEqual(only);
        expect(order({ ids: only }, { ids: [], judges: () => false })).toEqual(
          only,
        );
      }),
    );
  });

  it('has every id once, and never turns around what all rankings agree on', () => {
    fc.assert(
      fc.property(ids, ids, (first, second) => {
        const fused = order({ ids: first }, { ids: second });
        expect([...fused].sort()).toEqual(
          [...new Set([...first, ...second])].sort(),
        );
        const at = (list: string[], id: string) =>
          list.includes(id) ? list.indexOf(id) : Infinity;
        const agreed = fused.flatMap(a =>
          fused
            .filter(b => at(first, a) < at(first, b))
            .filter(b => at(second, a) < at(second, b))
            .map(b => [a, b]),
        );
        expect(
          agreed.filter(([a, b]) => fused.indexOf(a) > fused.indexOf(b)),
        ).toEqual([]);
      }),
    );
  });

  it('gives equals the middle of their ranks, and weighs', () => {
    expect(
      fuseRanks([{ ids: [['a', 'b'], 'c'] }]).map(({ id, score }) => [
        id,
        score,
      ]),
    ).toEqual([
      ['a', 1 / 61.5],
      ['b', 1 / 61.5],
      ['c', 1 / 63],
    ]);
    const opposite = (weight: number) =>
      order({ ids: ['a', 'b', 'c'] }, { ids: ['c', 'b', 'a'], weight });
    expect(opposite(2)[0]).toBe('c');
    expect(opposite(0.5)[0]).toBe('a');
  });

  it('gives an id that a ranking cannot judge the place that the others give it', () => {
    const judges = (id: string) => id !== 'new';
    expect(
      order({ ids: ['new', 'a', 'b', 'c'] }, { ids: ['a', 'b', 'c'], judges }),
    ).toEqual(['new', 'a', 'b', 'c']);
    expect(
      order(
        { ids: ['new', 'a', 'b', 'c'] },
        { ids: ['c', 'b', 'a'], judges },
      )[0],
    ).toBe('new');
    expect(
      order({ ids: ['a', 'b', 'c', 'new'] }, { ids: ['a', 'b', 'c'], judges }),
    ).toEqual(['a', 'b', 'c', 'new']);
  });
});

describe('fuseClusters', () => {
  const rankingOf = (scores: Record<string, number>, alike: string[] = []) => ({
    clusters: Object.entries(scores).map(([clusterId, score]) => ({
      clusterId,
      score,
      confidence: score / 10,
    })),
    alike,
  });
  const nearnessOf = (...clusterIds: string[]) =>
    clusterIds.map((clusterId, index) => ({ clusterId, score: 1 - index / 9 }));
  const orderOf = (ranking: ReturnType<typeof fuseClusters>) =>
    ranking.clusters.map(({ clusterId }) => clusterId);

  it('is the ranking by words where there is none by meaning', () => {
    const byWords = rankingOf({ a: 9, b: 8 });
    expect(fuseClusters(byWords, undefined)).toBe(byWords);
    expect(fuseClusters(byWords, [])).toBe(byWords);
    expect(fuseClusters(byWords, nearnessOf('elsewhere'))).toBe(byWords);
  });

  it('lets meaning decide where words cannot, and changes nothing but the order', () => {
    const fused = fuseClusters(
      rankingOf({ a: 9, b: 8.9, c: 0 }, ['a', 'b']),
      nearnessOf('b', 'c', 'a'),
    );
    expect(fused.clusters).toMatchObject([
      { clusterId: 'b', confidence: 0.89 },
      { clusterId: 'a', confidence: 0.9 },
      { clusterId: 'c', confidence: 0 },
    ]);
    expect(fused.alike).toEqual(['b', 'a']);
    expect(
      fuseClusters(
        rankingOf({ a: 9, b: 8.9, c: 8.8, d: 0, e: 0 }, ['a', 'b']),
        nearnessOf('c', 'd', 'e', 'a', 'b'),
      ).alike,
    ).toEqual([]);
  });

  it('ranks by meaning alone where words say nothing', () => {
    expect(
      orderOf(
        fuseClusters(
          rankingOf({ a: 0, b: 0, c: 0 }),
          nearnessOf('c', 'a', 'b'),
        ),
      ),
    ).toEqual(['c', 'a', 'b']);
  });

  it('leaves alone what words tell apart, whatever a weak model says', () => {
    expect(
      orderOf(
        fuseClusters(
          rankingOf({ a: 9, b: 2, c: 0 }),
          nearnessOf('c', 'b', 'a'),
        ),
      ),
    ).toEqual(['a', 'b', 'c']);
  });

  it('leaves clusters without vectors where their words put them', () => {
    expect(
      orderOf(
        fuseClusters(
          rankingOf({ new: 9, a: 9, b: 8.9, c: 0 }),
          nearnessOf('b', 'a', 'c'),
        ),
      )[0],
    ).toBe('new');
    expect(
      orderOf(
        fuseClusters(rankingOf({ a: 9, b: 9, new: 0 }), nearnessOf('b', 'a')),
      ),
    ).toEqual(['b', 'a', 'new']);
  });

  it('has every cluster once, however scores and vectors are', () => {
    const scores = fc.dictionary(
      fc.constantFrom(...'abcdef'),
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    );
    fc.assert(
      fc.property(scores, ids, (byId, near) => {
        const byWords = rankingOf(
          Object.fromEntries(
            Object.entries(byId).sort(([, a], [, b]) => b - a),
          ),
        );
        const fused = fuseClusters(byWords, nearnessOf(...near));
        expect(orderOf(fused).sort()).toEqual(Object.keys(byId).sort());
        expect(fused.clusters.some(({ score }) => Number.isNaN(score))).toBe(
          false,
        );
      }),
    );
  });
});

describe('fusePieces', () => {
  it('finds what either finds, once, at most so many', () => {
    const words = [
      { kind: 'pair' as const, id: '1', score: 4 },
      { kind: 'doc' as const, id: '1', score: 3 },
    ];
    const meaning = [
      { kind: 'doc' as const, id: '1', score: 0.9 },
      { kind: 'dataset' as const, id: '2', score: 0.8 },
    ];
    expect(fusePieces(words, meaning, { limit: 3 })).toMatchObject([
      { kind: 'doc', id: '1', score: 4 },
      { kind: 'pair', id: '1', score: 3 },
      { kind: 'dataset', id: '2', score: 1.5 },
    ]);
    expect(fusePieces([], meaning, { limit: 3 })).toEqual([
      { kind: 'doc', id: '1', score: 1 / 2 },
      { kind: 'dataset', id: '2', score: 1 / 3 },
    ]);
    expect(fusePieces(words, [], { limit: 3 })).toEqual(words);
    expect(fusePieces(words, meaning, { limit: 1 })).toHaveLength(1);
    expect(fusePieces(words, undefined, { limit: 1 })).toEqual([words[0]]);
  });
});
