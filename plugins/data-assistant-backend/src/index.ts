/**
 * The data assistant: HTTP API, answering, context, curation and health.
 *
 * @packageDocumentation
 */
export { dataAssistantPlugin as default } from './plugin';
export {
  clusterPermissionResourceRef,
  createDataAssistantConditionalDecision,
  dataAssistantConditions,
  isClusterOwner,
  isInClusterAudience,
} from './access';
export type { ClusterQuery, ClusterResource } from './access';
