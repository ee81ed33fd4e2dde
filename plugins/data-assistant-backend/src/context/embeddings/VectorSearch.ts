import { ClusterRanking, RankedPiece } from '../search/ContextSearch';
import { PieceKind } from '../search/readPieces';

/** A cluster and how near it is to a question in meaning. */
export type ClusterNearness = Pick<
  ClusterRanking['clusters'][number],
  'clusterId' | 'score'
>;

/**
 * Ranks by meaning. Everything is undefined where that is not possible now: no model is configured, or
 * its endpoint is down or too slow. It never rejects, and never takes longer than its time limit.
 */
export interface VectorSearch {
  /**
   * The given clusters, nearest first; no other is looked at. Those without vectors are left out, so that
   * a caller can tell them from those that are far. The score is a cosine.
   */
  rankClusters(
    question: string,
    options: { clusterIds: readonly string[]; signal?: AbortSignal },
  ): Promise<ClusterNearness[] | undefined>;
  /** The nearest pieces of one cluster; the score is a cosine. */
  findPieces(
    question: string,
    options: {
      clusterId: string;
      kinds?: readonly PieceKind[];
      limit: number;
      signal?: AbortSignal;
    },
  ): Promise<RankedPiece[] | undefined>;
}
