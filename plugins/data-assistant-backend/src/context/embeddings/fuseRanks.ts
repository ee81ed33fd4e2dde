/** What the paper found to do well, and what most have used since. */
const K = 60;

/** One opinion on what is best. */
export interface Ranking {
  /** Best first, without repeats. Those in one array are equally good: each gets the middle of their ranks. */
  ids: readonly (string | readonly string[])[];
  /** How much it counts, above 0. Default: 1. */
  weight?: number;
  /** Whether it could judge an id that is not among `ids`. Default: it could, and found it worthless. */
  judges?: (id: string) => boolean;
}

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): an id gets 1 / (60 + rank) from each ranking
 * that has it, ranks from 1. Only ranks count, so scores of different kinds need no common scale.
 *
 * Unlike in the paper, a ranking may have a weight, and the mean is taken over the rankings that could judge
 * the id. One that no vector is known of yet so keeps the place that its words give it; where all can be
 * judged, the order is that of the sum.
 *
 * @returns all ids with their fused score, best first; equal ones as in the first ranking that has them
 */
export function fuseRanks(
  rankings: readonly Ranking[],
): { id: string; score: number }[] {
  const opinions = rankings.map(({ ids, weight, judges }) => ({
    ranks: ranksOf(ids),
    weight: weight ?? 1,
    judges: judges ?? (() => true),
  }));
  const all = new Set(opinions.flatMap(({ ranks }) => [...ranks.keys()]));
  return [...all]
    .map(id => {
      let sum = 0;
      let weights = 0;
      for (const { ranks, weight, judges } of opinions) {
        const rank = ranks.get(id);
        sum += rank === undefined ? 0 : weight / (K + rank);
        weights += rank !== undefined || judges(id) ? weight : 0;
      }
      return { id, score: sum / weights };
    })
    .sort((a, b) => b.score - a.score);
}

function ranksOf(ids: Ranking['ids']): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const entry of ids) {
    const equals = typeof entry === 'string' ? [entry] : entry;
    const middle = ranks.size + (equals.length + 1) / 2;
    equals.forEach(id => ranks.set(id, middle));
  }
  return ranks;
}
