import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  clusterAskPermission,
  clusterReadPermission,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  createDataAssistantConditionalDecision,
  dataAssistantConditions,
} from '@cairn/backstage-plugin-data-assistant-backend';

/**
 * The example portal's policy: everybody may do everything, but sees and asks only the clusters that
 * their teams own or that are open to them.
 */
class ExamplePolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (
      isPermission(permission, clusterReadPermission) ||
      isPermission(permission, clusterAskPermission)
    ) {
      const refs = user?.info.ownershipEntityRefs ?? [];
      return createDataAssistantConditionalDecision(permission, {
        anyOf: [
          dataAssistantConditions.isClusterOwner({ refs }),
          dataAssistantConditions.isInClusterAudience({ refs }),
        ],
      });
    }
    return { result: AuthorizeResult.ALLOW };
  }
}

export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'example-policy',
  register(reg) {
    reg.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new ExamplePolicy());
      },
    });
  },
});
