export { ContextPiece } from './ContextPiece';
export { Facts } from './Facts';
export { PieceTable } from './PieceTable';
export { StatusLabel } from './StatusLabel';
export { useIsAnchored } from './useIsAnchored';
