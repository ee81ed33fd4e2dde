import { CompiledCluster } from '../verified/CompiledCluster';
import { isNeutral } from '../verified/neutralWords';
import { tokenize } from './tokens';

/** A cluster and how near it is to a question. */
export interface RankedCluster {
  cluster: CompiledCluster;
  /** 0 to 1: the share of the question's weight that the cluster's context speaks of. */
  score: number;
}

/** How much a word counts by where a cluster says it. */
const FIELD_WEIGHTS = { name: 3, pairs: 2, terms: 2, datasets: 1 };
/** Term saturation and length normalisation of BM25 (Robertson and Zaragoza 2009). */
const K1 = 1.2;
const B = 0.5;

interface Profile {
  weights: Map<string, number>;
  length: number;
}

const profiles = new WeakMap<CompiledCluster, Profile>();

function profileOf(compiled: CompiledCluster): Profile {
  const known = profiles.get(compiled);
  if (known) {
    return known;
  }
  const weights = new Map<string, number>();
  let length = 0;
  const add = (text: string | undefined, weight: number) => {
    for (const { stem, text: word } of tokenize(
      (text ?? '').replaceAll('_', ' '),
    )) {
      if (!isNeutral(word)) {
        weights.set(stem, (weights.get(stem) ?? 0) + weight);
        length += weight;
      }
    }
  };
  const { cluster, context } = compiled;
  add(`${cluster.name} ${cluster.title}`, FIELD_WEIGHTS.name);
  add(cluster.description, FIELD_WEIGHTS.name);
  for (const pair of context.pairs) {
    add([pair.question, ...pair.phrasings].join(' '), FIELD_WEIGHTS.pairs);
  }
  for (const term of context.docs.flatMap(doc => doc.terms)) {
    add([term.term, ...term.synonyms].join(' '), FIELD_WEIGHTS.terms);
  }
  for (const dataset of context.datasets) {
    add(
      `${dataset.title} ${dataset.description ?? ''} ${dataset.table}`,
      FIELD_WEIGHTS.datasets,
    );
    add(
      dataset.columns.map(({ name }) => name).join(' '),
      FIELD_WEIGHTS.datasets,
    );
  }
  const profile = { weights, length };
  profiles.set(compiled, profile);
  return profile;
}

/**
 * Ranks clusters by BM25F over their names, pairs, terms and datasets, nearest first; the score is the
 * share of what a cluster that says all of it often would get.
 */
export function rankClusters(
  question: string,
  clusters: CompiledCluster[],
): RankedCluster[] {
  const all = clusters.map(cluster => ({
    cluster,
    profile: profileOf(cluster),
  }));
  const average =
    all.reduce((sum, { profile }) => sum + profile.length, 0) /
    (all.length || 1);
  const stems = new Set(
    tokenize(question)
      .filter(({ text }) => !isNeutral(text))
      .map(({ stem }) => stem),
  );
  const idf = new Map(
    [...stems].map(stem => {
      const found = all.filter(({ profile }) =>
        profile.weights.has(stem),
      ).length;
      return [
        stem,
        Math.log(1 + (all.length - found + 0.5) / (found + 0.5)),
      ] as const;
    }),
  );
  const possible = [...idf.values()].reduce(
    (sum, weight) => sum + weight * (K1 + 1),
    0,
  );
  return all
    .map(({ cluster, profile }) => {
      const norm = K1 * (1 - B + (B * profile.length) / (average || 1));
      let score = 0;
      for (const [stem, weight] of idf) {
        const frequency = profile.weights.get(stem) ?? 0;
        score += (weight * frequency * (K1 + 1)) / (frequency + norm);
      }
      return { cluster, score: possible > 0 ? score / possible : 0 };
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        a.cluster.cluster.id.localeCompare(b.cluster.cluster.id),
    );
}
