import { Pair } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { tokenize } from '../context/tokens';
import { Assignment, assignSlots, Filling } from './assignSlots';
import { CompiledCluster } from './CompiledCluster';
import { matchPair, PairMatch, WeightOf } from './matchPair';
import { Mending, mendTypos } from './mendTypos';
import { readPhrase } from './readPhrase';

/** A pair next to a question. */
export interface Candidate {
  cluster: CompiledCluster;
  pair: Pair;
  fillings: ReadonlyMap<string, Filling>;
  /** Docs that said what words of the question mean. */
  docIds: string[];
  match: PairMatch;
  /** 0 to 1, as shown with an answer. */
  confidence: number;
}

/** Whether one approved pair answers the question. */
export interface MatchDecision {
  /** The pair to answer from. */
  chosen?: Candidate;
  /** Why there is none: two pairs fit alike, the fitting one is broken, or nothing fits. */
  reason?: 'ambiguous' | 'broken' | 'none';
  /** Best first: what fits when ambiguous or broken, else what comes near. */
  near: Candidate[];
  mendings: Mending[];
}

/** @see docs/how-it-answers.md for how these were chosen. */
const MIN_CONFIDENCE = 0.8;
const MIN_MARGIN = 0.03;
const MENDING_PENALTY = 0.05;
/** A question whose words are spread over several phrasings is a little less sure. */
const EXACTNESS_SHARE = 0.1;
/** No vetted question is longer; reading takes time that grows with the square of the words. */
const MAX_WORDS = 80;
const NEAR_AT_MOST = 5;
const NEAR_AT_LEAST = 0.2;

/**
 * Inverse document frequency over the pairs of the given clusters (Robertson and Spärck Jones 1976, with
 * the +1 that keeps it positive); a word that may be met under several labels counts by its commonest.
 */
function weigher(
  clusters: CompiledCluster[],
  asked?: CompiledCluster,
): WeightOf {
  const total = clusters.reduce(
    (sum, { signatures }) => sum + signatures.length,
    0,
  );
  const cache = new Map<string, number>();
  const idf = (label: string) => {
    let weight = cache.get(label);
    if (weight === undefined) {
      const found = clusters.reduce(
        (sum, { frequencies }) => sum + (frequencies.get(label) ?? 0),
        0,
      );
      weight = Math.log(1 + (total - found + 0.5) / (found + 0.5));
      cache.set(label, weight);
    }
    return weight;
  };
  return word =>
    asked && word.labels.some(label => asked.nameLabels.has(label))
      ? 0
      : Math.min(...word.labels.map(idf));
}

function docsOf(
  { fillings, words }: Assignment,
  cluster: CompiledCluster,
): string[] {
  const meanings = [
    ...words.flatMap(({ labels }) => labels),
    ...[...fillings.values()].flatMap(filling =>
      filling.kind === 'value'
        ? [`${filling.value.column}=${filling.value.value}`]
        : [],
    ),
  ];
  const ids = meanings.map(meaning => cluster.vocabulary.termDocs.get(meaning));
  return [...new Set(ids.filter(id => id !== undefined))];
}

/** All pairs of the clusters next to a question, surest first. */
function candidatesFor(
  question: string,
  clusters: CompiledCluster[],
  options: { now: DateTime; onlyCluster: boolean; penalty: number },
): Candidate[] {
  const candidates: Candidate[] = [];
  for (const cluster of clusters) {
    const weightOf = weigher(
      clusters,
      options.onlyCluster ? cluster : undefined,
    );
    const reading = readPhrase(question, cluster.vocabulary, options.now);
    for (const signature of cluster.signatures) {
      const assignment = assignSlots(reading, signature.pair.parameters);
      const match = matchPair(signature, assignment, weightOf);
      const exact = 1 - EXACTNESS_SHARE + EXACTNESS_SHARE * match.exactness;
      candidates.push({
        cluster,
        pair: signature.pair,
        fillings: assignment.fillings,
        docIds: docsOf(assignment, cluster),
        match,
        confidence: Math.max(0, match.confidence * exact - options.penalty),
      });
    }
  }
  return candidates.sort(
    (a, b) =>
      b.confidence - a.confidence ||
      b.match.nearness - a.match.nearness ||
      a.pair.id.localeCompare(b.pair.id),
  );
}

/**
 * Decides whether one approved pair of the clusters answers the question with its parameters filled in.
 *
 * @param onlyCluster - the asker named the cluster, so its name need not be said
 */
export function decideMatch(
  question: string,
  clusters: CompiledCluster[],
  options: { now: DateTime; onlyCluster: boolean },
): MatchDecision {
  if (tokenize(question).length > MAX_WORDS) {
    return { reason: 'none', near: [], mendings: [] };
  }
  const { question: mended, mendings } = mendTypos(
    question.normalize('NFC'),
    clusters,
    options.now,
  );
  const candidates = candidatesFor(mended, clusters, {
    ...options,
    penalty: mendings.length * MENDING_PENALTY,
  });
  const fitting = candidates.filter(
    ({ confidence }) => confidence >= MIN_CONFIDENCE,
  );
  const near = candidates
    .filter(({ match }) => match.nearness >= NEAR_AT_LEAST)
    .sort((a, b) => b.match.nearness - a.match.nearness)
    .slice(0, NEAR_AT_MOST);
  const [best, second] = fitting;
  if (!best) {
    return { reason: 'none', near, mendings };
  }
  if (second && best.confidence - second.confidence < MIN_MARGIN) {
    return {
      reason: 'ambiguous',
      near: fitting.slice(0, NEAR_AT_MOST),
      mendings,
    };
  }
  if (best.pair.validity.status === 'broken') {
    return {
      reason: 'broken',
      near: [best, ...near.filter(({ pair }) => pair !== best.pair)],
      mendings,
    };
  }
  return { chosen: best, near, mendings };
}
