import { ClusterWords } from './ClusterWords';
import { ReadingComparer } from './compareReading';
import { logOddsOf, rivalOf } from './matchModel';
import { PairSignature, withoutPhrasing } from './PairSignature';

/** More questions would tell little more, and take longer. */
const ASKED_AT_MOST = 40;
/** How far clusters differ from one another, in log-odds: the spread of the prior. */
const SPREAD = 1;
const ROUNDS = 20;
/** Forty trials are not enough for more, in either direction. */
const MOST_SURER = 1;
const MOST_UNSURER = 3;

interface Trial {
  logOdds: number;
  isRight: boolean;
}

/** What would be answered to a phrasing if it were asked of the pairs; undefined when nothing would. */
function tryOut(
  comparer: ReadingComparer,
  signatures: PairSignature[],
  own?: PairSignature,
): Trial | undefined {
  const [best, ...others] = comparer.compare(signatures);
  if (!best || best.match.refused) {
    return undefined;
  }
  const rival = rivalOf(
    best.match,
    others
      .filter(({ signature }) => signature.pair.sql !== best.signature.pair.sql)
      .map(({ match }) => match),
  );
  return {
    logOdds: logOddsOf(best.match.standing, rival?.standing),
    isRight: best.signature === own,
  };
}

/** Spread evenly over a list. */
function sampleOf<T>(items: T[], size: number): T[] {
  const step = Math.max(1, items.length / size);
  return Array.from(
    { length: Math.min(items.length, size) },
    (_, index) => items[Math.floor(index * step)],
  );
}

/**
 * How much surer or less sure than elsewhere a match is in a cluster, in log-odds. Each phrasing is asked as if it had
 * not been written (its pair is to be found by the others), and as if its pair were not there (nothing is). The shift
 * is the likeliest one given what came of it, with a normal prior around none (Platt 1999, with the slope kept).
 */
export function confidenceShiftOf(
  signatures: PairSignature[],
  words: ClusterWords,
): number {
  const asked = sampleOf(
    signatures.flatMap(signature =>
      signature.phrasings.map(phrasing => ({ signature, phrasing })),
    ),
    ASKED_AT_MOST,
  );
  const trials: Trial[] = [];
  for (const { signature, phrasing } of asked) {
    const others = signatures.filter(other => other !== signature);
    // Both trials are among the same other pairs, and comparing with those is nearly all the work.
    const comparer = ReadingComparer.create(phrasing.reading, words);
    const negative = tryOut(comparer, others);
    trials.push(...(negative ? [negative] : []));
    if (signature.phrasings.length > 1) {
      const rest = withoutPhrasing(signature, phrasing);
      const positive = tryOut(comparer, [...others, rest], rest);
      trials.push(...(positive ? [positive] : []));
    }
  }
  return likeliestShift(trials);
}

/** Maximises the posterior of the shift by Newton's method. */
function likeliestShift(trials: Trial[]): number {
  let shift = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let slope = -shift / SPREAD ** 2;
    let curve = -1 / SPREAD ** 2;
    for (const { logOdds, isRight } of trials) {
      const p = 1 / (1 + Math.exp(-(logOdds + shift)));
      slope += (isRight ? 1 : 0) - p;
      curve -= p * (1 - p);
    }
    shift -= slope / curve;
  }
  return Math.min(MOST_SURER, Math.max(-MOST_UNSURER, shift));
}
