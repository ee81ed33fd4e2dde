import { Comparison } from './comparePhrasing';
import { FEATURES } from './matchFeatures';
import { MARGIN_WEIGHTS, MATCH_INTERCEPT, MATCH_WEIGHTS } from './matchWeights';

/** A runner-up further behind than this is no rival. */
export const WIDEST_MARGIN = 6;
/** By so much a pair that leaves something over stands behind: less a rival, but still one. */
export const REFUSED_STEP = 1;

/** Log-odds that a question and a phrasing ask the same, from how they differ, whatever else there is. */
export function similarityOf({ features }: Comparison): number {
  return FEATURES.reduce(
    (total, name, index) => total + MATCH_WEIGHTS[name] * features[index],
    MATCH_INTERCEPT,
  );
}

/** A pair as it stands beside others. */
export interface Standing {
  /** Its similarity, behind by `REFUSED_STEP` when refused. */
  standing: number;
  refused: boolean;
  isExact: boolean;
}

/**
 * The strongest of the others that says otherwise. A pair that says exactly what is asked has rivals only in those
 * that do so too.
 */
export function rivalOf<T extends Standing>(
  candidate: T,
  others: T[],
): T | undefined {
  return others
    .filter(
      ({ isExact, refused }) => !candidate.isExact || (isExact && !refused),
    )
    .reduce<T | undefined>(
      (best, other) => (best && best.standing >= other.standing ? best : other),
      undefined,
    );
}

/**
 * Log-odds that the best pair asks what the question asks, given how near the next one is that has another answer.
 *
 * @param best - standing of the best pair
 * @param rival - standing of its rival; undefined when there is none
 */
export function logOddsOf(best: number, rival: number | undefined): number {
  const margin =
    rival === undefined ? WIDEST_MARGIN : Math.min(best - rival, WIDEST_MARGIN);
  const { similarity, margin: perMargin, intercept } = MARGIN_WEIGHTS;
  return similarity * best + perMargin * margin + intercept;
}

/**
 * 0 to 1: how sure it is that the best pair asks what the question asks.
 *
 * @param shift - log-odds by which the cluster's own pairs say that it should be more or less sure
 */
export function confidenceOf(
  best: number,
  rival: number | undefined,
  shift: number,
): number {
  return 1 / (1 + Math.exp(-(logOddsOf(best, rival) + shift)));
}
