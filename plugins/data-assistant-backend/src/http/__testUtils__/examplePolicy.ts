import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  clusterReadPermission,
  conversationUsePermission,
  RESOURCE_TYPE_CLUSTER,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  createDataAssistantConditionalDecision,
  dataAssistantConditions,
} from '../../access';

/** Groups of the users that the tests know. */
const groups: Record<string, string[]> = {
  'user:default/analyst': ['group:default/analysts'],
  'user:default/agent': ['group:default/agents'],
};

/** The portal's answer to who a user is. */
export const exampleUserInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo(credentials) {
      const { userEntityRef } = credentials.principal as {
        userEntityRef: string;
      };
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...(groups[userEntityRef] ?? [])],
      };
    },
  }),
});

/**
 * Everything to `admin`, nothing to `denied`, no conversations to `mute`. `reader` sees all clusters and
 * asks only what they own; everybody else sees and asks what they own or are the audience of.
 */
class ExamplePolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const name = user?.info.userEntityRef.replace('user:default/', '');
    const refs = user?.info.ownershipEntityRefs ?? [];
    const { isClusterOwner, isInClusterAudience } = dataAssistantConditions;
    if (name === 'admin') {
      return { result: AuthorizeResult.ALLOW };
    }
    if (
      name === 'denied' ||
      (name === 'mute' && isPermission(permission, conversationUsePermission))
    ) {
      return { result: AuthorizeResult.DENY };
    }
    if (!isResourcePermission(permission, RESOURCE_TYPE_CLUSTER)) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (name === 'reader') {
      return isPermission(permission, clusterReadPermission)
        ? { result: AuthorizeResult.ALLOW }
        : createDataAssistantConditionalDecision(
            permission,
            isClusterOwner({ refs }),
          );
    }
    return createDataAssistantConditionalDecision(permission, {
      anyOf: [isClusterOwner({ refs }), isInClusterAudience({ refs })],
    });
  }
}

/** Puts the policy into the portal's permission backend. */
export const examplePolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'example-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new ExamplePolicy());
      },
    });
  },
});
