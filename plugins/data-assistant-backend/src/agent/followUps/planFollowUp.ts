import { AnswerPlan, NoPlan } from '../AnswerPlan';
import { planAnswer, suggestNear } from '../planAnswer';
import { planUncovered } from '../planUncovered';
import {
  decideFollowUp,
  FollowUpDecision,
  FollowUpDecisionOptions,
} from './decideFollowUp';

/** How a follow-up is answered, or what stands in place of an answer. */
export type FollowUpPlan =
  | { plan: AnswerPlan; noPlan?: undefined }
  | { plan?: undefined; noPlan: NoPlan };

function planNone(
  { followUp, cluster, decision, readAs, alternatives }: FollowUpDecision,
  { clusters }: FollowUpDecisionOptions,
): NoPlan {
  const { id, title, ownerRef } = cluster.cluster;
  const titles = new Map(
    clusters.map(each => [each.cluster.id, each.cluster.title]),
  );
  const noPlan = planUncovered({
    decision,
    clusters: [cluster],
    // Where it goes on from is where it belongs; its own few words would be routed anywhere.
    routing: {
      near: [{ cluster: id, title, owner: ownerRef, score: 1 }],
      alike: [],
    },
    onlyCluster: true,
  });
  return {
    ...noPlan,
    suggestions:
      alternatives.length > 0
        ? alternatives.map(({ question, clusterId }) => ({
            question,
            cluster: clusterId,
            clusterTitle: titles.get(clusterId) ?? title,
          }))
        : suggestNear(decision.near, [cluster]),
    goesOn: {
      from: followUp.previous,
      clusterId: id,
      ...(readAs === undefined ? {} : { readAs }),
    },
  };
}

/**
 * Plans the answer to a question that goes on from an earlier one. Undefined when it stands for itself. To be asked
 * only when no pair answers the question as it is.
 *
 * @throws UnreadableDefaultError when a default of the pair that answers cannot be read
 */
export function planFollowUp(
  options: FollowUpDecisionOptions,
): FollowUpPlan | undefined {
  const decided = decideFollowUp(options);
  if (!decided) {
    return undefined;
  }
  const { chosen, mendings } = decided.decision;
  if (!chosen || decided.readAs === undefined) {
    return { noPlan: planNone(decided, options) };
  }
  const plan = planAnswer(chosen, options.now);
  const mended = mendings.map(
    ({ from, to }) => `“${from}” was read as “${to}”.`,
  );
  return {
    plan: {
      ...plan,
      readAs: decided.readAs,
      assumptions: [...mended, ...plan.assumptions],
    },
  };
}
