import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  DATASET_TYPE,
  DATA_CLUSTER_TYPE,
} from '@cairn/backstage-plugin-data-assistant-common';

/** On a cluster: its health. */
export const clusterHealthCard = EntityCardBlueprint.make({
  name: 'cluster-health',
  params: {
    type: 'info',
    filter: { kind: 'resource', 'spec.type': DATA_CLUSTER_TYPE },
    loader: () =>
      import('../components/EntityClusterHealthCard').then(m => (
        <m.EntityClusterHealthCard />
      )),
  },
});

/** On a dataset: its facts. */
export const datasetCard = EntityCardBlueprint.make({
  name: 'dataset',
  params: {
    type: 'info',
    filter: { kind: 'resource', 'spec.type': DATASET_TYPE },
    loader: () =>
      import('../components/EntityDatasetCard').then(m => (
        <m.EntityDatasetCard />
      )),
  },
});

/** On a group: its clusters with their health. */
export const groupClustersCard = EntityCardBlueprint.make({
  name: 'group-clusters',
  params: {
    type: 'info',
    filter: { kind: 'group' },
    loader: () =>
      import('../components/EntityGroupClustersCard').then(m => (
        <m.EntityGroupClustersCard />
      )),
  },
});
