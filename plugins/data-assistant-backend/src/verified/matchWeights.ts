import type { FeatureName } from './matchFeatures';

// Written by `npm run bench -- calibrate-matching`, which bench/README.md explains. Not to be edited by hand.

/** Weights of a logistic regression over how a question and a pair differ. */
export const MATCH_WEIGHTS: Record<FeatureName, number> = {
  overlap: 5.1986,
  related: -0.0538,
  inSql: 0.7715,
  left: 0.0471,
  leftKnown: -0.2966,
  leftSchema: -0.8068,
  missingInSql: -0.0785,
  missing: 0.0862,
  linksDiffer: -1.1308,
  headLeft: -0.2146,
  headMissing: -0.0016,
  headFirst: -0.6524,
  columnsUnsaid: -0.5954,
  aggregateLeft: -2.975,
  aggregateMissing: -2.4471,
  extremeLeft: -3.1631,
  extremeMissing: -4.0845,
  logicLeft: -4.0963,
  logicMissing: -4.497,
  comparisonLeft: -1.085,
  comparisonMissing: -1.8671,
  groupLeft: -1.0549,
  groupMissing: -1.2707,
  orderDiffers: -1.7752,
  distinctDiffers: -1.0792,
  numbersLeft: -1.8872,
  numbersMissing: 0.0718,
  literalsMissing: -3.8225,
  opposites: -4.9167,
};
export const MATCH_INTERCEPT = -2.4966;

/** The second one, over the similarity of the best pair and its lead on the next. */
export const MARGIN_WEIGHTS = {
  similarity: 0.6694,
  margin: 0.4221,
  intercept: -0.7122,
};

/**
 * The confidence from which on a pair answers: on clusters that had no part in the learning, 98 % of what
 * is answered from there on was right: it gave the rows that the question's own SQL gives.
 */
export const SERVE_AT = 0.873;
