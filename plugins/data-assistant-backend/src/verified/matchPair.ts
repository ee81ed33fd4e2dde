import { Assignment } from './assignSlots';
import { ClusterWords } from './ClusterWords';
import { Comparison, comparePhrasing } from './comparePhrasing';
import { REFUSED_STEP, similarityOf, Standing } from './matchModel';
import { PairSignature } from './PairSignature';
import { WordUnit } from './Reading';
import { WordClass } from './wordClasses';
import { Wording } from './Wording';

/** How well a question and a pair say the same. */
export interface PairMatch extends Standing {
  /** With the phrasing that is nearest. */
  comparison: Comparison;
  /** Log-odds that both ask the same, as far as words tell. */
  similarity: number;
  /** 0 to 1: how much of their words they share, for suggestions; never for serving. */
  nearness: number;
  /** True when something that constrains the answer is left over on either side: then the pair never answers. */
  refused: boolean;
  isExact: boolean;
  /** Words of the question that the pair does not say. */
  leftover: string[];
  /** Words of the nearest phrasing that the question does not say. */
  missing: string[];
  /** Parameters that the question had to name. */
  unfilled: string[];
}

/**
 * "How many shows" and "which shows" ask for different answers, and so do "how many sales" and "how much",
 * or "how many creators" and "how many tickets of creators".
 */
function kindsConflict(
  { classes }: Wording,
  counted: WordUnit | undefined,
  pair: PairSignature,
): boolean {
  const someAsks = (name: WordClass) =>
    pair.phrasings.some(({ wording }) => wording.classes.has(name));
  const [counts, measures, lists] = [
    someAsks('count'),
    someAsks('amount'),
    someAsks('list'),
  ];
  const asks = (name: WordClass) => classes.has(name);
  return (
    (asks('count') && !counts && (measures || lists)) ||
    (asks('amount') && !measures && counts) ||
    (asks('list') && !asks('count') && !asks('amount') && counts && !lists) ||
    (counted !== undefined &&
      pair.counted.length > 0 &&
      !pair.counted.some(({ labels }) =>
        counted.labels.some(label => labels.includes(label)),
      ))
  );
}

/**
 * Compares a question with a pair. Whatever its words weigh, it is not the pair's question when a word of it is
 * said by no phrasing and not by the SQL, when a word of the phrasing that constrains the answer is not said, when
 * a parameter stays open, or when another kind of answer is asked for.
 */
export function matchPair(
  signature: PairSignature,
  assignment: Assignment,
  words: ClusterWords,
): PairMatch | undefined {
  const asked = Wording.ofQuestion(assignment).without(words.ignored);
  let best: Scored | undefined;
  for (const { wording } of signature.phrasings) {
    const said = wording.without(words.ignored);
    const comparison = comparePhrasing({ asked, said, signature, words });
    const similarity = similarityOf(comparison);
    if (!best || isBetter({ comparison, similarity }, best)) {
      best = { comparison, similarity };
    }
  }
  if (!best) {
    return undefined;
  }
  const unfilled = signature.pair.parameters
    .filter(
      ({ name, absent, default: fallback }) =>
        !assignment.fillings.has(name) &&
        absent === undefined &&
        fallback === undefined,
    )
    .map(({ name }) => name);
  const { leftover, unsaid, missing } = best.comparison;
  const { coverage, coverageBack } = best.comparison;
  const refused =
    leftover.length > 0 ||
    unsaid.length > 0 ||
    unfilled.length > 0 ||
    asksOfNow(assignment, signature) ||
    kindsConflict(asked, assignment.counted, signature);
  return {
    ...best,
    standing: best.similarity - (refused ? REFUSED_STEP : 0),
    nearness: (coverage * (1 + coverageBack)) / 2,
    refused,
    isExact: best.comparison.isExact,
    leftover: leftover.map(({ text }) => text),
    missing: missing.map(({ text }) => text),
    unfilled,
  };
}

/** "How many are listening right now" is not asked of a pair that would take last week for it. */
function asksOfNow(
  { saysNow, fillings }: Assignment,
  { pair }: PairSignature,
): boolean {
  return (
    saysNow &&
    pair.parameters.some(
      ({ name, type }) => type === 'dateRange' && !fillings.has(name),
    )
  );
}

type Scored = { comparison: Comparison; similarity: number };

/** One with nothing left over is better than any that leaves something. */
function isBetter(a: Scored, b: Scored): boolean {
  const leaves = ({ comparison: { leftover, unsaid } }: Scored) =>
    leftover.length + unsaid.length > 0;
  if (leaves(a) !== leaves(b)) {
    return !leaves(a);
  }
  return a.comparison.isExact === b.comparison.isExact
    ? a.similarity > b.similarity
    : a.comparison.isExact;
}
