import {
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';

/** @public */
export const RESOURCE_TYPE_CLUSTER = 'data-assistant-cluster';

/** To see a cluster and its context. @public */
export const clusterReadPermission = createPermission({
  name: 'data-assistant.cluster.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});

/** To have questions answered from a cluster. @public */
export const clusterAskPermission = createPermission({
  name: 'data-assistant.cluster.ask',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});

/** To use the data assistant at all: to have conversations. @public */
export const conversationUsePermission = createPermission({
  name: 'data-assistant.conversation.use',
  attributes: {},
});

/** All permissions of the plugin. @public */
export const dataAssistantPermissions: Permission[] = [
  clusterReadPermission,
  clusterAskPermission,
  conversationUsePermission,
];
