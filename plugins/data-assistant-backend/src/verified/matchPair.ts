import { Assignment } from './assignSlots';
import { OPTIONAL_CLASSES, WordClass } from './wordClasses';
import { PairSignature } from './PairSignature';
import { WordUnit } from './Reading';

/** How well a question and a pair say the same. */
export interface PairMatch {
  /** 0 to 1; 0 when something that constrains the answer is left over on either side. */
  confidence: number;
  /** 0 to 1: how near they are, for suggestions; never for serving. */
  nearness: number;
  /** 0 to 1: how much of the question one phrasing alone says; tells pairs of equal confidence apart. */
  exactness: number;
  /** Words of the question that the pair does not say. */
  leftover: string[];
  /** Words of the nearest phrasing that the question does not say. */
  missing: string[];
  /** Parameters that the question had to name. */
  unfilled: string[];
}

/** Weight of a word by its labels: rare ones say more. */
export type WeightOf = (word: WordUnit) => number;

/** Share of a phrasing's weight that a question may leave unsaid. */
const TOLERATED_MISSING = 0.15;

function says(labels: ReadonlySet<string>, word: WordUnit): boolean {
  return word.labels.some(label => labels.has(label));
}

function isOptional(word: WordUnit): boolean {
  return word.wordClass !== undefined && OPTIONAL_CLASSES.has(word.wordClass);
}

/**
 * "How many shows" and "which shows" ask for different answers, and so do "how many sales" and "how much",
 * or "how many creators" and "how many tickets of creators".
 */
function kindsConflict(question: Assignment, pair: PairSignature): boolean {
  const has = (words: WordUnit[], name: WordClass) =>
    words.some(({ wordClass }) => wordClass === name);
  const someAsks = (name: WordClass) =>
    pair.phrasings.some(words => has(words, name));
  const [counts, measures, lists] = [
    someAsks('count'),
    someAsks('amount'),
    someAsks('list'),
  ];
  const asks = (name: WordClass) => has(question.words, name);
  const { counted } = question;
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

function sum(words: WordUnit[], weightOf: WeightOf): number {
  return words.reduce((total, word) => total + weightOf(word), 0);
}

/**
 * Compares a question with a pair. It is the pair's question only when each of its words that says
 * something occurs in some phrasing of the pair, each constraining word of one phrasing occurs in the
 * question, and at most a small part of that phrasing's weight is left unsaid.
 */
export function matchPair(
  signature: PairSignature,
  assignment: Assignment,
  weightOf: WeightOf,
): PairMatch {
  const asked = assignment.words.filter(word => !isOptional(word));
  const askedLabels = new Set(assignment.words.flatMap(({ labels }) => labels));
  const leftover = asked.filter(word => !says(signature.labels, word));
  const unfilled = signature.pair.parameters
    .filter(
      ({ name, absent, default: fallback }) =>
        !assignment.fillings.has(name) &&
        absent === undefined &&
        fallback === undefined,
    )
    .map(({ name }) => name);

  // "How many musicians in Germany" may be all parameters: then only how it asks is left to compare.
  const bareShare = (phrasing: WordUnit[]) =>
    asked.length === 0 &&
    phrasing.length > 0 &&
    phrasing.every(isOptional) &&
    assignment.fillings.size > 0 &&
    phrasing.every(word => says(askedLabels, word))
      ? 0
      : 1;

  let best = {
    share: 1,
    missing: [] as WordUnit[],
    constrained: true,
    weight: 0,
  };
  for (const phrasing of signature.phrasings) {
    const said = phrasing.filter(word => !isOptional(word));
    const missing = said.filter(word => !says(askedLabels, word));
    const weight = sum(said, weightOf);
    const share =
      weight > 0 ? sum(missing, weightOf) / weight : bareShare(phrasing);
    const constrained = missing.some(
      ({ wordClass }) => wordClass !== undefined,
    );
    if (
      (!constrained && best.constrained) ||
      (constrained === best.constrained && share < best.share)
    ) {
      best = { share, missing, constrained, weight };
    }
  }

  const matched = sum(
    asked.filter(word => says(signature.labels, word)),
    weightOf,
  );
  const total = sum(asked, weightOf);
  const coverage = total > 0 ? matched / total : 1 - best.share;
  const exactness = Math.max(
    0,
    ...signature.phrasings.map(phrasing => {
      const labels = new Set(phrasing.flatMap(word => word.labels));
      const met = asked.filter(word => says(labels, word));
      return asked.length > 0 ? met.length / asked.length : 1 - best.share;
    }),
  );
  const refused =
    leftover.length > 0 ||
    unfilled.length > 0 ||
    best.constrained ||
    best.share > TOLERATED_MISSING ||
    kindsConflict(assignment, signature);
  return {
    confidence: refused ? 0 : 1 - best.share,
    exactness,
    nearness: coverage * (1 - best.share / 2),
    leftover: leftover.map(({ text }) => text),
    missing: best.missing.map(({ text }) => text),
    unfilled,
  };
}
