/** Whether a question that no cluster covers is told from one that some does, by the confidence shown. */
import { backend } from './lib/product.mjs';
import { quantile, round } from './lib/quantile.mjs';
import {
  halveClusters,
  readRoutingData,
  storeContexts,
} from './lib/routingData.mjs';

const { ContextSearch } = backend('context/search/ContextSearch');

const SEEDS = [1, 2, 3];
const PAIRS_KNOWN = [10, Infinity];
const LET_THROUGH = 0.1;

/** The share of (inside, outside) that stand in the right order; ties count half. */
export function areaUnderCurve(inside, outside) {
  const all = [
    ...inside.map(score => ({ score, isInside: true })),
    ...outside.map(score => ({ score, isInside: false })),
  ].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0, to = 0; from < all.length; from = to) {
    while (to < all.length && all[to].score === all[from].score) {
      to++;
    }
    const within = all.slice(from, to).filter(({ isInside }) => isInside);
    ranks += (within.length * (from + to + 1)) / 2;
  }
  return (
    (ranks - (inside.length * (inside.length + 1)) / 2) /
    (inside.length * outside.length)
  );
}

/** The share of those inside above the score that this share of those outside reach. */
export function keptAt(inside, outside, share) {
  const threshold = quantile(outside, 1 - share);
  return inside.filter(score => score > threshold).length / inside.length;
}

export async function measure({ data, say }) {
  const { clusters, questions } = readRoutingData(data);
  const figures = {};
  for (const k of PAIRS_KNOWN) {
    const contexts = await storeContexts(clusters, k);
    const runs = SEEDS.map(seed => {
      const kept = halveClusters(contexts, seed);
      const search = ContextSearch.create();
      kept.forEach(context => search.put(context));
      const clusterIds = kept.map(({ cluster }) => cluster.id);
      const inside = [];
      const outside = [];
      for (const { question, clusterId } of questions) {
        const [first] = search.rankClusters(question, { clusterIds }).clusters;
        (search.has(clusterId) ? inside : outside).push(first.confidence);
      }
      return {
        auroc: areaUnderCurve(inside, outside),
        keptAt10: keptAt(inside, outside, LET_THROUGH),
      };
    });
    const mean = key =>
      round(runs.reduce((sum, run) => sum + run[key], 0) / runs.length, 4);
    const found = { auroc: mean('auroc'), keptAt10: mean('keptAt10') };
    figures[k === Infinity ? 'all' : `k${k}`] = found;
    say(`${k === Infinity ? 'all' : k} pairs: ${JSON.stringify(found)}`);
  }
  const { all, ...fewer } = figures;
  return {
    ...all,
    ...fewer,
    clusters: clusters.length,
    questions: questions.length,
    halves: SEEDS.length,
  };
}
