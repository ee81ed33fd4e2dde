import { useLocation } from 'react-router-dom';
import { ContextAnchor, anchorId, parseAnchor } from '../../clusterLinks';

/** True when the address points at this piece of the context. */
export function useIsAnchored(anchor: ContextAnchor): boolean {
  const target = parseAnchor(useLocation().hash);
  return target !== undefined && anchorId(target) === anchorId(anchor);
}
