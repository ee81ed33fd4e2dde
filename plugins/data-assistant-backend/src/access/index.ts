export { AnswerAuditor } from './AnswerAuditor';
export { AuditedConversationService } from './AuditedConversationService';
export { AuthorizedClusterService } from './AuthorizedClusterService';
export { AuthorizedConversationService } from './AuthorizedConversationService';
export { CallerResolver } from './CallerResolver';
export type { Caller } from './CallerResolver';
export type {
  Call,
  CallerClusterService,
  CallerConversationService,
} from './CallerServices';
export { ClusterAccess } from './ClusterAccess';
export type { ClusterQuery, ClusterScope } from './ClusterScope';
export {
  clusterPermissionResourceRef,
  clusterPermissionRules,
  createDataAssistantConditionalDecision,
  dataAssistantConditions,
  isClusterOwner,
  isInClusterAudience,
} from './clusterPermissionRules';
export type { ClusterResource } from './clusterPermissionRules';
export { registerPermissions } from './registerPermissions';
export { ServiceAccess } from './ServiceAccess';
export type { ServiceGrant } from './ServiceAccess';
