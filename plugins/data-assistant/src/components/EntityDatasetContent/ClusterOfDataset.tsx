import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { useClusterLinks } from '../../clusterLinks';
import { dataAssistantTranslationRef } from '../../translation';
import { DatasetInCluster } from './useDatasetOfEntity';

/** The link to where the cluster's page shows the dataset. */
export function ClusterOfDataset(props: { found: DatasetInCluster[] }) {
  const { found } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { clusterLink } = useClusterLinks();
  return (
    <Text as="p" variant="body-medium">
      {t('entity.dataset.cluster', { count: found.length })}{' '}
      {found.map(({ cluster, dataset }, index) => (
        <span key={cluster.id}>
          {index > 0 && ', '}
          <Link
            href={clusterLink(cluster.id, { kind: 'dataset', id: dataset.id })}
          >
            {cluster.title}
          </Link>
        </span>
      ))}
    </Text>
  );
}
