import {
  ClusterContext,
  Dataset,
  Pair,
  PairValidity,
} from '@cairn/backstage-plugin-data-assistant-common';

/** A dataset of the cluster `resource:default/podcasts`. */
export function exampleDataset(overrides: Partial<Dataset> = {}): Dataset {
  return {
    id: 'resource:default/podcasts-streams',
    clusterId: 'resource:default/podcasts',
    title: 'Podcast streams',
    warehouse: 'example',
    table: 'podcasts.streams',
    status: 'ok',
    columns: [],
    ...overrides,
  };
}

/** A pair of the cluster `resource:default/podcasts`, named after `name`. */
export function examplePair(
  name: string,
  validity: PairValidity = { status: 'valid' },
): Pair {
  return {
    id: `podcasts/${name}`,
    clusterId: 'resource:default/podcasts',
    question: `What about ${name}?`,
    phrasings: [],
    sql: 'SELECT count(*) AS n FROM podcasts.streams',
    parameters: [],
    datasets: [],
    path: `pairs/${name}.sql`,
    validity,
  };
}

/** The cluster `resource:default/podcasts` as signals see it. */
export function exampleCluster(content: {
  datasets?: Dataset[];
  pairs?: Pair[];
}): ClusterContext {
  const { datasets = [], pairs = [] } = content;
  return {
    id: 'resource:default/podcasts',
    name: 'podcasts',
    title: 'Podcasts',
    owner: 'group:default/podcast-insights',
    counts: {
      datasets: datasets.length,
      pairs: pairs.length,
      docs: 0,
      problems: 0,
    },
    can: { ask: false, curate: false },
    version: '1',
    datasets,
    pairs,
    docs: [],
  };
}
