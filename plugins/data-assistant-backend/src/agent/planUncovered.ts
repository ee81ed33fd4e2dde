import { NearCluster } from '@cairn/backstage-plugin-data-assistant-common';
import { CompiledCluster } from '../verified/CompiledCluster';
import { MatchDecision } from '../verified/decideMatch';
import { NoPlan, Routing } from './AnswerPlan';
import { suggestNear } from './planAnswer';
import { tellingWords } from './tellingWords';

const NEAR_CLUSTERS_AT_MOST = 3;
const CHOICES_AT_MOST = 4;
/** A question that is less surely a cluster's is none of its business. */
export const TOUCHES_CLUSTER = 0.35;
/** From here on the nearest vetted question tells what the asked one has beyond it. */
const TELLS_WHY = 0.4;
const UNSAID_AT_MOST = 3;

/**
 * The clusters between which the asker may choose: those whose pairs fit alike or, when no pair fits, those
 * that routing cannot tell apart. Who named the cluster has chosen.
 */
function choicesOf(
  decision: MatchDecision,
  { near, alike }: Routing,
): NearCluster[] {
  const ids =
    decision.reason === 'ambiguous'
      ? decision.near.map(({ cluster }) => cluster.cluster.id)
      : near
          .filter(
            ({ cluster, score }) =>
              alike.includes(cluster) && score >= TOUCHES_CLUSTER,
          )
          .map(({ cluster }) => cluster);
  const choices = [...new Set(ids)].flatMap(id =>
    near.filter(({ cluster }) => cluster === id),
  );
  return choices.length > 1 ? choices.slice(0, CHOICES_AT_MOST) : [];
}

/** What to say instead of an answer: why there is none, and what comes near. */
export function planUncovered(options: {
  decision: MatchDecision;
  clusters: CompiledCluster[];
  routing: Routing;
  /** The asker named the cluster. */
  onlyCluster: boolean;
}): NoPlan {
  const { decision, clusters, routing, onlyCluster } = options;
  const { reason } = decision;
  const [nearest] = decision.near;
  const unsaid =
    nearest && nearest.match.nearness >= TELLS_WHY
      ? tellingWords(nearest.match.leftover).slice(0, UNSAID_AT_MOST)
      : [];
  const isBroken = reason === 'broken';
  const broken = isBroken ? nearest?.cluster.cluster : undefined;
  const choices = onlyCluster || isBroken ? [] : choicesOf(decision, routing);
  return {
    reason: clusters.length === 0 ? 'no-cluster' : reason ?? 'none',
    suggestions: suggestNear(
      isBroken ? decision.near.slice(1) : decision.near,
      clusters,
    ),
    nearClusters: routing.near
      .filter(({ score }) => score > 0)
      // Routing ranks by more than how likely the topic is.
      .sort((a, b) => b.score - a.score)
      .slice(0, NEAR_CLUSTERS_AT_MOST)
      .filter(({ cluster }) => !choices.some(each => each.cluster === cluster)),
    ...(choices.length > 0 ? { choices } : {}),
    ...(unsaid.length > 0 ? { unsaid } : {}),
    ...(broken
      ? { broken: { clusterId: broken.id, owner: broken.ownerRef } }
      : {}),
  };
}
