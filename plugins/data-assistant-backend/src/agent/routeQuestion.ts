import { ContextIndex } from '../context/ContextIndex';
import { RunJournal, RunRequest } from '../conversations/RunExecutor';
import { Routing } from './AnswerPlan';
import { Stored } from './tools/Stored';

/** How many clusters' pairs a question is compared with. */
const CLUSTERS_TO_MATCH = 12;

/** Ranks the clusters that the asker may ask, as a step. */
export async function routeQuestion(
  request: RunRequest,
  journal: RunJournal,
  contextIndex: Pick<ContextIndex, 'route'>,
): Promise<Routing> {
  return journal.step<Stored<Routing>>({
    kind: 'route',
    title: ({ near }) =>
      near.length === 0
        ? 'Found no cluster to ask'
        : `Looked for the right cluster: ${near[0].title}`,
    detail: ({ near }) =>
      near.map(({ title }) => title).join(', ') || undefined,
    input: {
      question: request.question,
      clusterId: request.clusterId ?? '',
      // Who may ask less by the time that they reply begins anew: what was read before may be closed now.
      askable: [...request.askable].sort(),
    },
    work: async () => {
      const { clusters, alike } = await contextIndex.route(request.question, {
        clusterIds: request.clusterId
          ? request.askable.filter(id => id === request.clusterId)
          : request.askable,
        limit: CLUSTERS_TO_MATCH,
      });
      const near = clusters.map(({ cluster, confidence }) => ({
        cluster: cluster.id,
        title: cluster.title,
        owner: cluster.ownerRef,
        score: Math.round(confidence * 1000) / 1000,
      }));
      return { near, alike } as Stored<Routing>;
    },
  });
}
