import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  DATASET_TYPE,
  DATA_CLUSTER_TYPE,
} from '@cairn/backstage-plugin-data-assistant-common';

/** On a cluster: its whole context. */
export const clusterContent = EntityContentBlueprint.make({
  name: 'cluster',
  params: {
    path: '/data-context',
    title: 'Data context',
    filter: { kind: 'resource', 'spec.type': DATA_CLUSTER_TYPE },
    loader: () =>
      import('../components/EntityClusterContent').then(m => (
        <m.EntityClusterContent />
      )),
  },
});

/** On a dataset: its schema, profile and use. */
export const datasetContent = EntityContentBlueprint.make({
  name: 'dataset',
  params: {
    path: '/data-context',
    title: 'Data context',
    filter: { kind: 'resource', 'spec.type': DATASET_TYPE },
    loader: () =>
      import('../components/EntityDatasetContent').then(m => (
        <m.EntityDatasetContent />
      )),
  },
});
