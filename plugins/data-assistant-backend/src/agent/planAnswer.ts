import {
  AnswerSource,
  Dataset,
  Suggestion,
} from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { bindParameters } from '../verified/bindParameters';
import { CompiledCluster } from '../verified/CompiledCluster';
import { Candidate } from '../verified/decideMatch';
import { AnswerPlan } from './AnswerPlan';

const SUGGESTIONS_AT_MOST = 4;

function sourcesOf(candidate: Candidate, datasets: Dataset[]): AnswerSource[] {
  const { cluster, context } = candidate.cluster;
  const docs = context.docs.filter(({ id }) => candidate.docIds.includes(id));
  return [
    { kind: 'cluster', id: cluster.id, title: cluster.title },
    { kind: 'pair', id: candidate.pair.id, title: candidate.pair.question },
    ...docs.map(({ id, title }): AnswerSource => ({ kind: 'doc', id, title })),
    ...datasets.map(
      ({ id, title }): AnswerSource => ({ kind: 'dataset', id, title }),
    ),
  ];
}

/** The first day that all of the datasets hold, as their profiles say. */
function beginOf(datasets: Dataset[]): string | undefined {
  const days = datasets.flatMap(({ partitionColumn, columns }) => {
    const min = columns.find(({ name }) => name === partitionColumn)?.profile
      ?.min;
    return typeof min === 'string' ? [min.slice(0, 10)] : [];
  });
  return days.sort().at(-1);
}

/**
 * Fills a pair's parameters and gathers what its answer rests on.
 *
 * @throws UnreadableDefaultError when a default of the pair cannot be read
 */
export function planAnswer(candidate: Candidate, now: DateTime): AnswerPlan {
  const { pair, cluster: compiled, fillings, confidence, docIds } = candidate;
  const { context, cluster, vocabulary } = compiled;
  const datasets = context.datasets.filter(({ id }) =>
    pair.datasets.includes(id),
  );
  const binding = bindParameters({
    pair,
    fillings,
    vocabulary,
    datasets: context.datasets,
    now,
  });
  const dataBegin = beginOf(datasets);
  const [first] = datasets.length > 0 ? datasets : context.datasets;
  return {
    clusterId: cluster.id,
    contextVersion: cluster.contextVersion,
    pairId: pair.id,
    sql: pair.sql,
    ...(pair.answer === undefined ? {} : { template: pair.answer }),
    warehouse: first?.warehouse ?? cluster.warehouse ?? '',
    tables: context.datasets.map(({ table }) => table),
    bound: binding.bound,
    filled: binding.filled,
    assumptions: binding.assumptions,
    ...(binding.period ? { period: binding.period } : {}),
    // Never rounded up: only what is certain is shown as such.
    confidence: Math.floor(confidence * 100 + 1e-9) / 100,
    sources: sourcesOf(candidate, datasets),
    docIds,
    datasetIds: datasets.map(({ id }) => id),
    freshness: datasets.flatMap(({ title, newest }) =>
      newest === undefined ? [] : [{ dataset: title, newest }],
    ),
    ...(dataBegin === undefined ? {} : { dataBegin }),
  };
}

/** The nearest vetted questions that have an answer now; from near clusters where no pair is near. */
export function suggestNear(
  near: Candidate[],
  clusters: CompiledCluster[],
): Suggestion[] {
  const pairs = [
    ...near.map(({ pair, cluster }) => ({ pair, cluster })),
    ...clusters.flatMap(cluster =>
      cluster.context.pairs.slice(0, 2).map(pair => ({ pair, cluster })),
    ),
  ];
  const suggestions = new Map<string, Suggestion>();
  for (const { pair, cluster } of pairs) {
    if (
      pair.validity.status !== 'broken' &&
      suggestions.size < SUGGESTIONS_AT_MOST
    ) {
      suggestions.set(pair.id, {
        question: pair.question,
        cluster: cluster.cluster.id,
        clusterTitle: cluster.cluster.title,
      });
    }
  }
  return [...suggestions.values()];
}
