/**
 * Learns the coefficients of `context/search/rankingModel.ts` from questions whose cluster is known, and
 * tells how they do on the half of the clusters that they were not learned from.
 */
import { areaUnderCurve, keptAt } from './abstention.bench.mjs';
import { backend } from './lib/product.mjs';
import { fitLogistic, fitSoftmax } from './lib/logisticModels.mjs';
import { round } from './lib/quantile.mjs';
import {
  halveClusters,
  readRoutingData,
  storeContexts,
} from './lib/routingData.mjs';

const { ContextSearch } = backend('context/search/ContextSearch');
const { MEASURES } = backend('context/search/measures');
const { describeCoverage, scoreClusters } = backend(
  'context/search/rankingModel',
);

const PAIRS_KNOWN = [0, 5, 10, 20];
const SEEDS = [1, 2];
const COVERAGE = ['score', 'covered', 'margin', 'possible'];
/** Every so manieth question is enough. */
const STEP = 2;

/** The measures of every cluster for every question. */
function measureAll(contexts, questions) {
  const search = ContextSearch.create();
  contexts.forEach(context => search.put(context));
  const clusterIds = contexts.map(({ cluster }) => cluster.id);
  return questions.map(({ question, clusterId, fold }) => {
    const { ids, measures } = search.measure(question, { clusterIds });
    return {
      fold,
      measures,
      right: ids.indexOf(clusterId),
      rows: ids.map((_, at) => MEASURES.map(name => measures[name][at])),
    };
  });
}

function coverageOf({ measures, right }) {
  const scores = scoreClusters(measures);
  const top = scores.indexOf(Math.max(...scores));
  const coverage = describeCoverage(scores, measures)[top];
  return {
    features: COVERAGE.map(name => coverage[name]),
    isRight: right === top,
    isInside: right >= 0,
  };
}

const shareFirst = (cases, weights) =>
  cases.filter(({ rows, right }) => {
    const scores = rows.map(row =>
      row.reduce((sum, value, i) => sum + value * weights[i], 0),
    );
    return scores.indexOf(Math.max(...scores)) === right;
  }).length / cases.length;

const named = (names, values) =>
  Object.fromEntries(names.map((name, i) => [name, round(values[i], 3)]));

export async function measure({ data, say }) {
  const { clusters, questions } = readRoutingData(data);
  const folds = new Map(
    clusters.map(({ name }, at) => [`resource:default/${name}`, at % 2]),
  );
  const asked = questions
    .filter((_, at) => at % STEP === 0)
    .map(each => ({ ...each, fold: folds.get(each.clusterId) }));
  const ranked = [];
  const covered = [];
  for (const k of PAIRS_KNOWN) {
    const contexts = await storeContexts(clusters, k);
    ranked.push(...measureAll(contexts, asked));
    for (const seed of SEEDS) {
      const cases = measureAll(halveClusters(contexts, seed), asked);
      covered.push(
        ...cases.map(each => ({ ...coverageOf(each), fold: each.fold })),
      );
    }
    say(`measured with ${k} pairs`);
  }
  const others = [0, 1].map(fold => {
    const weights = fitSoftmax(ranked.filter(each => each.fold !== fold));
    const model = fitLogistic(covered.filter(each => each.fold !== fold));
    const held = covered.filter(each => each.fold === fold);
    const score = wanted =>
      held
        .filter(({ isInside }) => isInside === wanted)
        .map(({ features }) => model.logOdds(features));
    return {
      r1: shareFirst(
        ranked.filter(each => each.fold === fold),
        weights,
      ),
      auroc: areaUnderCurve(score(true), score(false)),
      keptAt10: keptAt(score(true), score(false), 0.1),
    };
  });
  const mean = key => round((others[0][key] + others[1][key]) / 2, 4);
  const model = fitLogistic(covered);
  return {
    measureWeights: named(MEASURES, fitSoftmax(ranked)),
    coverageWeights: {
      ...named(COVERAGE, model.weights),
      none: round(model.intercept, 3),
    },
    heldOut: {
      r1: mean('r1'),
      auroc: mean('auroc'),
      keptAt10: mean('keptAt10'),
    },
  };
}
