export { ClusterOfDataset } from './ClusterOfDataset';
export { EntityDatasetContent } from './EntityDatasetContent';
export { useDatasetOfEntity } from './useDatasetOfEntity';
