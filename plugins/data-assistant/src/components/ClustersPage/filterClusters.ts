import { ClusterSummary } from '@cairn/backstage-plugin-data-assistant-common';

/** Clusters of the owner, if one is given, that have every word of `search` in their name, title or description. */
export function filterClusters(
  clusters: ClusterSummary[],
  filter: { search: string; owner?: string },
): ClusterSummary[] {
  const words = filter.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return clusters.filter(cluster => {
    if (filter.owner && cluster.owner !== filter.owner) {
      return false;
    }
    const text = [cluster.name, cluster.title, cluster.description ?? '']
      .join(' ')
      .toLocaleLowerCase();
    return words.every(word => text.includes(word));
  });
}
