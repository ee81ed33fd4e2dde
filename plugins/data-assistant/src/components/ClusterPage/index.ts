export { ClusterPageBody } from './ClusterPageBody';
export { ClusterSections } from './ClusterSections';
export { useCluster } from './useCluster';
