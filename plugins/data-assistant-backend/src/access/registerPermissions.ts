import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { PermissionRuleset } from '@backstage/plugin-permission-node';
import {
  clusterAskPermission,
  clusterReadPermission,
  conversationUsePermission,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  ClusterResource,
  clusterPermissionResourceRef,
  clusterPermissionRules,
} from './clusterPermissionRules';
import { ClusterQuery } from './ClusterScope';

/**
 * Tells the permission framework of the plugin's permissions, resource and rules. Must run before the
 * plugin has started. The ruleset holds the rules of modules too, once they have added them.
 */
export function registerPermissions(
  permissionsRegistry: PermissionsRegistryService,
  options: {
    /** Those of the given entity refs that exist, in any order. */
    findClusters: (ids: string[]) => Promise<ClusterResource[]>;
  },
): PermissionRuleset<ClusterResource, ClusterQuery> {
  permissionsRegistry.addResourceType({
    resourceRef: clusterPermissionResourceRef,
    permissions: [clusterReadPermission, clusterAskPermission],
    rules: Object.values(clusterPermissionRules),
    getResources: async ids => {
      const found = await options.findClusters(ids);
      const byId = new Map(found.map(cluster => [cluster.id, cluster]));
      return ids.map(id => byId.get(id));
    },
  });
  permissionsRegistry.addPermissions([conversationUsePermission]);
  return permissionsRegistry.getPermissionRuleset(clusterPermissionResourceRef);
}
