export { fuseRanks, type Ranking } from './fuseRanks';
export { fuseClusters, fusePieces } from './fuseWithVectors';
export { startEmbeddings } from './startEmbeddings';
export type { ClusterNearness, VectorSearch } from './VectorSearch';
