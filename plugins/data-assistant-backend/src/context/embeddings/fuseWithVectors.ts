import { ClusterRanking, RankedPiece } from '../search/ContextSearch';
import { fuseRanks } from './fuseRanks';
import { ClusterNearness } from './VectorSearch';

/** Ids of clusters, best first, those of one score together. */
function groupEqual(clusters: ClusterRanking['clusters']): string[][] {
  const groups: string[][] = [];
  clusters.forEach(({ clusterId, score }, index) => {
    if (index > 0 && clusters[index - 1].score === score) {
      groups.at(-1)!.push(clusterId);
    } else {
      groups.push([clusterId]);
    }
  });
  return groups;
}

/**
 * The odds of the second cluster against the first, by words: scores are those of a logit model. Where
 * words tell them apart, meaning counts little, so that a weak model cannot spoil what is plain; where
 * they cannot, or say nothing at all, it counts as much as they do.
 */
function doubtOf(clusters: ClusterRanking['clusters']): number {
  return clusters.length < 2
    ? 1
    : Math.max(Number.EPSILON, Math.exp(clusters[1].score - clusters[0].score));
}

/**
 * The ranking by words, put into the order that words and meaning together give. Confidence is calibrated
 * on words, so each cluster keeps the one that it had: meaning may bring a cluster to the front, but
 * does not make the assistant surer of it. Clusters without vectors keep the place of their words.
 *
 * @param byMeaning undefined where there is none: the ranking stays as it is
 */
export function fuseClusters(
  byWords: ClusterRanking,
  byMeaning: readonly ClusterNearness[] | undefined,
): ClusterRanking {
  const clusters = new Map(
    byWords.clusters.map(cluster => [cluster.clusterId, cluster]),
  );
  const near = (byMeaning ?? [])
    .map(({ clusterId }) => clusterId)
    .filter(id => clusters.has(id));
  if (near.length === 0) {
    return byWords;
  }
  const hasVectors = new Set(near);
  const order = fuseRanks([
    { ids: groupEqual(byWords.clusters) },
    {
      ids: near,
      weight: doubtOf(byWords.clusters),
      judges: id => hasVectors.has(id),
    },
  ]);
  const wereAlike = new Set(byWords.alike);
  const alike = order.map(({ id }) => id).filter(id => wereAlike.has(id));
  return {
    clusters: order.map(({ id, score }) => ({ ...clusters.get(id)!, score })),
    alike: alike[0] === order[0].id ? alike : [],
  };
}

/**
 * The nearest pieces by words and meaning together. Those who weigh pieces by their scores find the same
 * steps between them as by words alone: the first has the score that was the highest, and so on. Behind those
 * that words find come a half, a third and so on of the last score, since meaning ranks all pieces, also
 * those that have nothing to do with the question.
 *
 * @param byMeaning undefined where there is none: the pieces stay as they are
 */
export function fusePieces(
  byWords: readonly RankedPiece[],
  byMeaning: readonly RankedPiece[] | undefined,
  options: { limit: number },
): RankedPiece[] {
  if (!byMeaning?.length) {
    return byWords.slice(0, options.limit);
  }
  const keyOf = ({ kind, id }: RankedPiece) => `${kind} ${id}`;
  const pieces = new Map(
    [...byWords, ...byMeaning].map(piece => [keyOf(piece), piece]),
  );
  const last = byWords.at(-1)?.score ?? 1;
  return fuseRanks([{ ids: byWords.map(keyOf) }, { ids: byMeaning.map(keyOf) }])
    .slice(0, options.limit)
    .map(({ id }, index) => ({
      ...pieces.get(id)!,
      score: byWords[index]?.score ?? last / (index - byWords.length + 2),
    }));
}
