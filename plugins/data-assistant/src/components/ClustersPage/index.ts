export { ClustersPageBody } from './ClustersPageBody';
export { ClusterCounts } from './ClusterCounts';
