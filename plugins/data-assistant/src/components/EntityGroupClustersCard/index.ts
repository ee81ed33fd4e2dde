export { EntityGroupClustersCard } from './EntityGroupClustersCard';
