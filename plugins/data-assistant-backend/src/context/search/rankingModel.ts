import { ClusterMeasures, Measure, MEASURES } from './measures';

/**
 * What each measure adds to the log-odds that a cluster is the right one, and what tells that it covers the
 * question. Both are logistic models with few coefficients, learned from questions whose cluster is known:
 * `bench/calibrate-routing.bench.mjs` learns them again and shows how they do on clusters that they were not
 * learned from. They are rounded, since more digits did no better there.
 */
export const MEASURE_WEIGHTS: Record<Measure, number> = {
  words: 0.4,
  dataset: 0.45,
  joined: 0.2,
  pair: 0.15,
  phrases: 0.33,
  names: 0.33,
};

/** What `confidence` rests on; the sizes are those of `describeCoverage`. */
export const COVERAGE_WEIGHTS = {
  score: 0.11,
  covered: 1.7,
  margin: 0.46,
  possible: -0.022,
  none: -2.8,
};

export type Coverage = Record<
  Exclude<keyof typeof COVERAGE_WEIGHTS, 'none'>,
  number
>;

/** Log-odds of each cluster, up to a constant that all share. */
export function scoreClusters(measures: ClusterMeasures): number[] {
  return [...measures.words.keys()].map(at =>
    MEASURES.reduce(
      (sum, measure) => sum + MEASURE_WEIGHTS[measure] * measures[measure][at],
      0,
    ),
  );
}

/**
 * What tells whether each cluster covers the question: how near it is, how much of the question it says at
 * all, how far it is ahead of the others, and how much the question says.
 */
export function describeCoverage(
  scores: readonly number[],
  measures: ClusterMeasures,
): Coverage[] {
  const [first = 0, second = 0] = [...scores].sort((a, b) => b - a);
  return scores.map((score, at) => ({
    score,
    covered: measures.covered[at],
    margin: score - (score === first ? second : first),
    possible: measures.possible,
  }));
}

/** 0 to 1: how probable it is that a cluster covers the question. */
export function confidenceOf(coverage: Coverage): number {
  const { none, ...weights } = COVERAGE_WEIGHTS;
  const logOdds =
    none +
    weights.score * coverage.score +
    weights.covered * coverage.covered +
    weights.margin * coverage.margin +
    weights.possible * coverage.possible;
  return 1 / (1 + Math.exp(-logOdds));
}
