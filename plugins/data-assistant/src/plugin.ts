import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { DataAssistantClient } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import type { JSX } from 'react';
import {
  clusterRouteRef,
  clustersRouteRef,
  conversationRouteRef,
  rootRouteRef,
} from './routes';

/**
 * The data assistant for the legacy frontend system.
 * @public
 */
export const dataAssistantPlugin = createPlugin({
  id: 'data-assistant',
  apis: [
    createApiFactory({
      api: dataAssistantApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DataAssistantClient(deps),
    }),
  ],
  routes: {
    root: rootRouteRef,
    conversation: conversationRouteRef,
    clusters: clustersRouteRef,
    cluster: clusterRouteRef,
  },
});

/**
 * The pages of the data assistant: asking, the clusters and each cluster.
 * @public
 */
export const DataAssistantPage: () => JSX.Element = dataAssistantPlugin.provide(
  createRoutableExtension({
    name: 'DataAssistantPage',
    component: () =>
      import('./components/DataAssistantPage').then(m => m.DataAssistantPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * For the entity page of a data cluster: a tab with its whole context.
 * @public
 */
export const EntityDataClusterContent: () => JSX.Element =
  dataAssistantPlugin.provide(
    createComponentExtension({
      name: 'EntityDataClusterContent',
      component: {
        lazy: () =>
          import('./components/EntityClusterContent').then(
            m => m.EntityClusterContent,
          ),
      },
    }),
  );

/**
 * For the entity page of a dataset: a tab with its schema, profile and use.
 * @public
 */
export const EntityDatasetContent: () => JSX.Element =
  dataAssistantPlugin.provide(
    createComponentExtension({
      name: 'EntityDatasetContent',
      component: {
        lazy: () =>
          import('./components/EntityDatasetContent').then(
            m => m.EntityDatasetContent,
          ),
      },
    }),
  );

/**
 * For the entity page of a dataset: a card with the same in short.
 * @public
 */
export const EntityDatasetCard: () => JSX.Element = dataAssistantPlugin.provide(
  createComponentExtension({
    name: 'EntityDatasetCard',
    component: {
      lazy: () =>
        import('./components/EntityDatasetCard').then(m => m.EntityDatasetCard),
    },
  }),
);

/**
 * For the entity page of a data cluster: a card with its health.
 * @public
 */
export const EntityDataClusterHealthCard: () => JSX.Element =
  dataAssistantPlugin.provide(
    createComponentExtension({
      name: 'EntityDataClusterHealthCard',
      component: {
        lazy: () =>
          import('./components/EntityClusterHealthCard').then(
            m => m.EntityClusterHealthCard,
          ),
      },
    }),
  );

/**
 * For the entity page of a group: a card with the clusters that it owns and their health.
 * @public
 */
export const EntityGroupDataClustersCard: () => JSX.Element =
  dataAssistantPlugin.provide(
    createComponentExtension({
      name: 'EntityGroupDataClustersCard',
      component: {
        lazy: () =>
          import('./components/EntityGroupClustersCard').then(
            m => m.EntityGroupClustersCard,
          ),
      },
    }),
  );
