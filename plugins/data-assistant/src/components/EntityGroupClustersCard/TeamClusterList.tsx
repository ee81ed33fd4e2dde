import { Link } from '@backstage/ui';
import { ClusterSummary } from '@cairn/backstage-plugin-data-assistant-common';
import { HealthBadge } from '@cairn/backstage-plugin-data-assistant-react';
import { useClusterLinks } from '../../clusterLinks';
import { ClusterCounts } from '../ClustersPage';
import styles from './TeamClusterList.module.css';

/** Clusters in few words, for a card. */
export function TeamClusterList(props: { clusters: ClusterSummary[] }) {
  const { clusterLink } = useClusterLinks();
  return (
    <ul className={styles.list}>
      {props.clusters.map(cluster => (
        <li key={cluster.id}>
          <div>
            <Link href={clusterLink(cluster.id)} weight="bold">
              {cluster.title}
            </Link>
            <div>
              <ClusterCounts counts={cluster.counts} />
            </div>
          </div>
          <HealthBadge score={cluster.health} />
        </li>
      ))}
    </ul>
  );
}
