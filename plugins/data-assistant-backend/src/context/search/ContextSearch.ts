import { StoredContext } from '../../curation/ContextStore';
import { ClusterScorer } from './ClusterScorer';
import { Holders } from './Holders';
import { confidenceOf, describeCoverage, scoreClusters } from './rankingModel';
import { rankPieces } from './rankPieces';
import { PieceKind } from './readPieces';
import { readQuestion } from './readQuestion';
import { Segment } from './Segment';
import { SegmentBuilder } from './SegmentBuilder';
import { TermDictionary } from './TermDictionary';

/** A cluster and how near it is to a question. */
export interface RankedCluster {
  clusterId: string;
  /** Comparable within one ranking only. */
  score: number;
  /** 0 to 1: how probable it is that this cluster covers the question. */
  confidence: number;
}

/** Clusters, nearest first. */
export interface ClusterRanking {
  clusters: RankedCluster[];
  /** Two or more ids when the first ones cannot be told apart, else empty. */
  alike: string[];
}

/** A piece of a cluster's context and how near it is to a question. */
export interface RankedPiece {
  kind: PieceKind;
  id: string;
  /** Comparable within one ranking only. */
  score: number;
}

/** Scores are log-odds: the second is as good as right when it is this much less probable at most. */
const ALIKE_FROM = Math.log(0.5);

/**
 * Finds the clusters, and the pieces of a cluster's context, that a question is about. It lives in memory
 * and knows nothing of the database: whoever owns it puts contexts in and takes them out.
 */
export class ContextSearch {
  readonly #dictionary = TermDictionary.create();
  readonly #holders = Holders.create();
  readonly #segments = new Map<string, Segment>();

  static create(): ContextSearch {
    return new ContextSearch();
  }

  /** Builds or replaces what is known of a cluster. */
  put(context: StoredContext): void {
    const segment = SegmentBuilder.build(context, this.#dictionary);
    this.remove(context.cluster.id);
    this.#segments.set(context.cluster.id, segment);
    this.#holders.add(segment);
  }

  remove(clusterId: string): void {
    const segment = this.#segments.get(clusterId);
    if (segment) {
      this.#segments.delete(clusterId);
      this.#holders.remove(segment);
      segment.release(this.#dictionary);
    }
  }

  has(clusterId: string): boolean {
    return this.#segments.has(clusterId);
  }

  /** Ranks the given clusters; no other has any influence. Ids that are not known are left out. */
  rankClusters(
    question: string,
    options: { clusterIds: readonly string[] },
  ): ClusterRanking {
    const { ids, measures } = this.measure(question, options);
    const scores = scoreClusters(measures);
    const coverage = describeCoverage(scores, measures);
    const clusters = ids
      .map((clusterId, at) => ({
        clusterId,
        score: scores[at],
        confidence: scores[at] > 0 ? confidenceOf(coverage[at]) : 0,
      }))
      .sort(
        (a, b) => b.score - a.score || (a.clusterId < b.clusterId ? -1 : 1),
      );
    const [first] = clusters;
    const alike = clusters
      .filter(({ score }) => score > 0 && score >= first.score + ALIKE_FROM)
      .map(({ clusterId }) => clusterId);
    return { clusters, alike: alike.length > 1 ? alike : [] };
  }

  /** What a ranking rests on, for those who learn its weights. */
  measure(question: string, options: { clusterIds: readonly string[] }) {
    const ids = [...new Set(options.clusterIds)].filter(id => this.has(id));
    const scorer = new ClusterScorer({
      dictionary: this.#dictionary,
      holders: this.#holders,
      segments: ids.map(id => this.#segments.get(id)!),
    });
    return { ids, measures: scorer.measure(readQuestion(question)) };
  }

  /** The nearest pieces of one cluster that have something in common with the question. */
  findPieces(
    question: string,
    options: {
      clusterId: string;
      kinds?: readonly PieceKind[];
      limit: number;
    },
  ): RankedPiece[] {
    const segment = this.#segments.get(options.clusterId);
    return segment
      ? rankPieces(readQuestion(question), {
          ...options,
          segment,
          dictionary: this.#dictionary,
        })
      : [];
  }
}
