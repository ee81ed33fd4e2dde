import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_CLUSTER } from '@cairn/backstage-plugin-data-assistant-common';
import { z } from 'zod/v4';
import { ClusterQuery } from './ClusterScope';

/**
 * What a permission rule sees of a cluster.
 * @public
 */
export interface ClusterResource {
  /** Entity ref. */
  id: string;
  /** Entity ref of the owning group. */
  ownerRef: string;
  /** Entity refs; empty means everybody. */
  audience: string[];
}

/**
 * Clusters as a resource of the permission framework, for modules that add rules of their own.
 * @public
 */
export const clusterPermissionResourceRef = createPermissionResourceRef<
  ClusterResource,
  ClusterQuery
>().with({ pluginId: 'data-assistant', resourceType: RESOURCE_TYPE_CLUSTER });

const refsSchema = z.object({
  refs: z
    .array(z.string())
    .describe('Entity refs of a user and of the groups that it belongs to'),
});

/**
 * Allows clusters that one of the given entities owns.
 * @public
 */
export const isClusterOwner = createPermissionRule({
  name: 'IS_CLUSTER_OWNER',
  description: 'Allow clusters that one of the given entities owns',
  resourceRef: clusterPermissionResourceRef,
  paramsSchema: refsSchema,
  apply: (cluster, { refs }) => refs.includes(cluster.ownerRef),
  toQuery: ({ refs }) => ({ property: 'owner', refs }),
});

/**
 * Allows clusters whose audience has one of the given entities, and those without an audience.
 * @public
 */
export const isInClusterAudience = createPermissionRule({
  name: 'IS_IN_CLUSTER_AUDIENCE',
  description:
    'Allow clusters whose audience has one of the given entities, and those without an audience',
  resourceRef: clusterPermissionResourceRef,
  paramsSchema: refsSchema,
  apply: (cluster, { refs }) =>
    cluster.audience.length === 0 ||
    cluster.audience.some(member => refs.includes(member)),
  toQuery: ({ refs }) => ({ property: 'audience', refs }),
});

/** All rules of the plugin's own. */
export const clusterPermissionRules = { isClusterOwner, isInClusterAudience };

const conditionExports = createConditionExports({
  resourceRef: clusterPermissionResourceRef,
  rules: clusterPermissionRules,
});

/**
 * Conditions over clusters for permission policies, such as
 * `dataAssistantConditions.isClusterOwner({ refs: user.info.ownershipEntityRefs })`.
 * @public
 */
export const dataAssistantConditions = conditionExports.conditions;

/**
 * Wraps conditions over clusters as a policy's decision.
 * @public
 */
export const createDataAssistantConditionalDecision =
  conditionExports.createConditionalDecision;
