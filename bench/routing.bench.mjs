/** Whether the right cluster comes first, with k pairs known of each. */
import { backend } from './lib/product.mjs';
import { quantile, round } from './lib/quantile.mjs';
import { readRoutingData, storeContexts } from './lib/routingData.mjs';

const { ContextSearch } = backend('context/search/ContextSearch');

const PAIRS_KNOWN = [0, 5, 10, 20];
const WARM_UP = 200;

export async function measure({ data, say }) {
  const { clusters, questions } = readRoutingData(data);
  const figures = {};
  const times = [];
  for (const k of PAIRS_KNOWN) {
    const search = ContextSearch.create();
    const contexts = await storeContexts(clusters, k);
    contexts.forEach(context => search.put(context));
    const clusterIds = contexts.map(({ cluster }) => cluster.id);
    for (const { question } of questions.slice(0, WARM_UP)) {
      search.rankClusters(question, { clusterIds });
    }
    const ranks = questions.map(({ question, clusterId }) => {
      const start = performance.now();
      const ranking = search.rankClusters(question, { clusterIds });
      times.push(performance.now() - start);
      return (
        ranking.clusters.findIndex(each => each.clusterId === clusterId) + 1
      );
    });
    const share = test => round(ranks.filter(test).length / ranks.length, 4);
    figures[`k${k}`] = {
      r1: share(rank => rank === 1),
      r5: share(rank => rank >= 1 && rank <= 5),
      mrr: round(
        ranks.reduce((sum, rank) => sum + (rank > 0 ? 1 / rank : 0), 0) /
          ranks.length,
        4,
      ),
    };
    say(`k=${k}: ${JSON.stringify(figures[`k${k}`])}`);
  }
  return {
    ...figures,
    p50Ms: round(quantile(times, 0.5)),
    p95Ms: round(quantile(times, 0.95)),
    clusters: clusters.length,
    questions: questions.length,
  };
}
