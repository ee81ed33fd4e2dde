import { readdirSync } from 'node:fs';
import { clusterId, openStore, writeCluster } from './contextStore.mjs';
import { readDdl } from './readDdl.mjs';
import { readJsonLines } from './readJsonLines.mjs';

/** `routing_*` of a data folder: clusters with their tables, vetted pairs in order, and questions. */
export function readRoutingData(data) {
  const folders = readdirSync(data).filter(name => name.startsWith('routing_'));
  const read = file =>
    folders.flatMap(folder => readJsonLines(data, folder, file));
  const pairs = new Map();
  for (const pair of read('pairs.jsonl')) {
    const list = pairs.get(pair.cluster) ?? [];
    list.push(pair);
    pairs.set(pair.cluster, list);
  }
  return {
    clusters: read('clusters.jsonl').map(({ cluster, ddl }) => ({
      name: cluster,
      tables: readDdl(ddl, cluster),
      pairs: (pairs.get(cluster) ?? [])
        .sort((a, b) => a.order - b.order)
        .map(({ question, sql, order }) => ({
          id: `${cluster}/${order}`,
          question,
          sql,
        })),
    })),
    questions: read('questions.jsonl').map(({ cluster, question }) => ({
      clusterId: clusterId(cluster),
      question,
    })),
  };
}

/** The contexts of the clusters with their first `k` pairs, as the product's store gives them back. */
export async function storeContexts(clusters, k) {
  const { store, close } = await openStore();
  try {
    const contexts = [];
    for (const cluster of clusters) {
      await writeCluster(store, {
        ...cluster,
        pairs: cluster.pairs.slice(0, k),
      });
      contexts.push(await store.readContext(clusterId(cluster.name)));
    }
    return contexts;
  } finally {
    await close();
  }
}

/** Half of the list, drawn by a seeded shuffle (Fisher and Yates, with a linear congruential generator). */
export function halveClusters(list, seed) {
  const shuffled = [...list];
  let state = seed;
  for (let at = shuffled.length - 1; at > 0; at--) {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other], shuffled[at]];
  }
  return shuffled.slice(0, shuffled.length >> 1);
}
