import { Pair } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { tokenize } from '../context/tokens';
import { Assignment, Filling } from './assignSlots';
import { compareReading } from './compareReading';
import { CompiledCluster } from './CompiledCluster';
import { confidenceOf, rivalOf } from './matchModel';
import { PairMatch } from './matchPair';
import { SERVE_AT } from './matchWeights';
import { speaksOf, stripCourtesy } from './stripCourtesy';
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
  /** All that were looked at, surest first. */
  candidates: Candidate[];
  mendings: Mending[];
}

const MENDING_PENALTY = 0.02;
/** No vetted question is longer; reading takes time that grows with the square of the words. */
const MAX_WORDS = 80;
/** "What is a listener?" asks what a word means, and no number. */
const DEFINITION =
  /^\s*what(?:['’]s| is| are| does)\s+an?\s+[\p{L} -]+\??\s*$/iu;
const NEAR_AT_MOST = 5;
const NEAR_AT_LEAST = 0.2;
const NO_LABELS: ReadonlySet<string> = new Set();
/** Where something is left over, the confidence shown is never one that would serve. */
const REFUSED_SHARE = 0.5;

/** Docs that say what words of a question, or the words of its times and values, mean. */
function docsOf(
  { fillings, words }: Assignment,
  { vocabulary: { termDocs } }: CompiledCluster,
): string[] {
  const ids = words
    .flatMap(({ labels }) => labels)
    .map(label => termDocs.get(label));
  for (const filling of fillings.values()) {
    if (filling.kind === 'value') {
      const { column, value } = filling.value;
      ids.push(termDocs.get(`${column}=${value}`));
    } else if (filling.kind === 'span') {
      ids.push(filling.span.docId);
    }
  }
  return [...new Set(ids.filter(id => id !== undefined))];
}

/** The pairs of one cluster next to a question, nearest first. */
export function comparePairs(
  question: string,
  cluster: CompiledCluster,
  options: { now: DateTime; onlyCluster: boolean },
): Omit<Candidate, 'confidence'>[] {
  const words = {
    ...cluster.lexicon,
    // Whoever asks within a cluster need not name it.
    ignored: options.onlyCluster ? cluster.nameLabels : NO_LABELS,
  };
  const reading = readPhrase(question, cluster.vocabulary, options.now);
  return compareReading(reading, cluster.signatures, words).map(
    ({ signature, assignment, match }) => ({
      cluster,
      pair: signature.pair,
      fillings: assignment.fillings,
      docIds: docsOf(assignment, cluster),
      match,
    }),
  );
}

type Compared = Omit<Candidate, 'confidence'>;

const byNearness = (a: Compared, b: Compared) =>
  b.match.standing - a.match.standing || a.pair.id.localeCompare(b.pair.id);

/** Two pairs that run the same on the same data are one answer. */
function answersAlike(a: Compared, b: Compared): boolean {
  return a.cluster === b.cluster && a.pair.sql === b.pair.sql;
}

/** No shift brings a pair from there to where it would answer. */
const FAR_FROM_SURE = -1;

/** What a cluster's own pairs say of paraphrases takes nothing from a pair that says just what is asked. */
function shiftFor({ cluster, match }: Compared): number {
  if (match.standing < FAR_FROM_SURE) {
    return 0;
  }
  return match.isExact
    ? Math.max(0, cluster.confidenceShift)
    : cluster.confidenceShift;
}

/** How sure each one is, beside the strongest of those that answer otherwise. */
function weighUp(compared: Compared[], penalty: number): Candidate[] {
  return compared
    .map(candidate => {
      const rival = rivalOf(
        candidate.match,
        compared
          .filter(
            other => other !== candidate && !answersAlike(other, candidate),
          )
          .map(({ match }) => match),
      );
      const sure = confidenceOf(
        candidate.match.standing,
        rival?.standing,
        shiftFor(candidate),
      );
      return {
        ...candidate,
        confidence:
          Math.max(0, sure - penalty) *
          (candidate.match.refused ? REFUSED_SHARE : 1),
      };
    })
    .sort((a, b) => b.confidence - a.confidence || byNearness(a, b));
}

/**
 * Decides whether one approved pair of the clusters answers the question with its parameters filled in.
 *
 * @param onlyCluster - the asker named the cluster, so its name need not be said
 */
export function decideMatch(
  question: string,
  clusters: CompiledCluster[],
  options: {
    now: DateTime;
    onlyCluster: boolean;
    /** What was mended before the question was written as it is. */
    mended?: Mending[];
  },
): MatchDecision {
  if (tokenize(question).length > MAX_WORDS) {
    return { reason: 'none', near: [], candidates: [], mendings: [] };
  }
  const asked = stripCourtesy(question.normalize('NFC'), text =>
    clusters.some(cluster => speaksOf(cluster, text, options.now)),
  );
  const { question: mended, ...slips } = mendTypos(
    asked,
    clusters,
    options.now,
  );
  const mendings = [...(options.mended ?? []), ...slips.mendings];
  const compared = clusters
    .flatMap(cluster => comparePairs(mended, cluster, options))
    .sort(byNearness);
  const penalty = mendings.length * MENDING_PENALTY;
  const candidates = weighUp(compared, penalty);
  const near = candidates
    .filter(({ match }) => match.nearness >= NEAR_AT_LEAST)
    .sort((a, b) => b.match.nearness - a.match.nearness)
    .slice(0, NEAR_AT_MOST);
  const [best] = candidates;
  if (DEFINITION.test(mended)) {
    return { reason: 'none', near, candidates, mendings };
  }
  if (!best || best.match.refused || best.confidence < SERVE_AT) {
    const alike = rivalsOf(compared, penalty);
    return alike.length > 1
      ? {
          reason: 'ambiguous',
          near: alike.slice(0, NEAR_AT_MOST),
          candidates,
          mendings,
        }
      : { reason: 'none', near, candidates, mendings };
  }
  if (best.pair.validity.status === 'broken') {
    return {
      reason: 'broken',
      near: [best, ...near.filter(({ pair }) => pair !== best.pair)],
      candidates,
      mendings,
    };
  }
  return { chosen: best, near, candidates, mendings };
}

/** Those that would each answer if the others were not there. */
function rivalsOf(compared: Compared[], penalty: number): Candidate[] {
  return compared
    .filter(({ match }) => !match.refused)
    .map(candidate => ({
      ...candidate,
      confidence:
        confidenceOf(candidate.match.standing, undefined, shiftFor(candidate)) -
        penalty,
    }))
    .filter(({ confidence }) => confidence >= SERVE_AT);
}
