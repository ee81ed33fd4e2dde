import { RunRequest } from '../../conversations/RunExecutor';
import { NoPlan, Routing } from '../AnswerPlan';
import { clusterBefore } from '../followUps';

const CLUSTERS_AT_MOST = 3;
/** A cluster that is so much less likely than the first is not offered at first. */
const SHARE_OF_BEST = 0.5;

/**
 * The clusters worth a look before anything is searched: the one of the question that this goes on from, those that
 * it was routed to, and the one of the last answer.
 */
export function chooseClusters(
  { askable, clusterId, history }: RunRequest,
  { near, alike }: Routing,
  { goesOn }: NoPlan,
): string[] {
  const [best] = near;
  const routed = near
    .filter(
      ({ cluster, score }) =>
        alike.includes(cluster) || score >= best.score * SHARE_OF_BEST,
    )
    .map(({ cluster }) => cluster);
  const wanted = [
    goesOn?.clusterId,
    routed[0],
    clusterBefore(history),
    ...routed.slice(1),
  ];
  const mayBeAsked = (id: string | undefined) =>
    id !== undefined && askable.includes(id) && (clusterId ?? id) === id;
  return [...new Set(wanted)]
    .filter((id): id is string => mayBeAsked(id))
    .slice(0, CLUSTERS_AT_MOST);
}
