export type { ClusterService, ReaderScope } from './ClusterService';
export type {
  ClusterRecord,
  ClusterUpdate,
  ContextStore,
  StoredContext,
} from './ContextStore';
export { DefaultClusterService } from './DefaultClusterService';
export { ContextFileReader } from './files/ContextFileReader';
export { parseDocFile } from './files/parseDocFile';
export { parsePairFile } from './files/parsePairFile';
export { KnexContextStore } from './store/KnexContextStore';
export { ClusterSync, type ClusterSyncSummary } from './sync/ClusterSync';
export type { TablesOf } from './sync/TableLookup';
export type {
  VettedQuestion,
  VettedQuestionReader,
} from './VettedQuestionReader';
