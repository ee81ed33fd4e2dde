import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/**
 * The page of the data assistant, which opens on a new conversation.
 * @public
 */
export const rootRouteRef = createRouteRef({ id: 'data-assistant' });

/**
 * A conversation: `conversationId`.
 * @public
 */
export const conversationRouteRef = createSubRouteRef({
  id: 'data-assistant:conversation',
  parent: rootRouteRef,
  path: '/c/:conversationId',
});

/**
 * The list of clusters.
 * @public
 */
export const clustersRouteRef = createSubRouteRef({
  id: 'data-assistant:clusters',
  parent: rootRouteRef,
  path: '/clusters',
});

/**
 * One cluster with its context: `namespace` and `name` of its catalog entity.
 * @public
 */
export const clusterRouteRef = createSubRouteRef({
  id: 'data-assistant:cluster',
  parent: rootRouteRef,
  path: '/clusters/:namespace/:name',
});
