import { useLocation, useNavigate } from 'react-router-dom';
import { parseAnchor } from '../../clusterLinks';

/** The sections of a cluster's page. */
export type ClusterTab = 'pairs' | 'docs' | 'datasets' | 'health' | 'problems';

const TABS: ClusterTab[] = ['pairs', 'docs', 'datasets', 'health', 'problems'];
const TAB_OF_ANCHOR = {
  pair: 'pairs',
  doc: 'docs',
  dataset: 'datasets',
} as const;

/** The section that the address asks for, by `#pair-…` and the like or by `?tab=`, and how to choose another. */
export function useClusterTab(): [ClusterTab, (tab: ClusterTab) => void] {
  const { hash, search } = useLocation();
  const navigate = useNavigate();
  const anchor = parseAnchor(hash);
  const params = new URLSearchParams(search);
  const asked = params.get('tab');
  const tab = anchor
    ? TAB_OF_ANCHOR[anchor.kind]
    : TABS.find(known => known === asked) ?? 'pairs';

  const select = (next: ClusterTab) => {
    params.set('tab', next);
    navigate({ search: params.toString(), hash: '' }, { replace: true });
  };
  return [tab, select];
}
