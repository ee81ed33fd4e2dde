import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { useClusterLinks } from '../../clusterLinks';
import { dataAssistantTranslationRef } from '../../translation';
import { PairValidityLabel } from '../PairDetails';
import styles from './EntityDatasetContent.module.css';
import { DatasetInCluster } from './useDatasetOfEntity';

/** The vetted questions whose SQL reads a dataset. */
export function PairsOfDataset(props: { found: DatasetInCluster }) {
  const { cluster, dataset } = props.found;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { clusterLink } = useClusterLinks();
  const pairs = cluster.pairs.filter(pair =>
    pair.datasets.includes(dataset.id),
  );
  if (pairs.length === 0) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {t('entity.dataset.unused')}
      </Text>
    );
  }
  return (
    <section>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('entity.dataset.usedBy', { count: pairs.length })}
      </Text>
      <ul className={styles.pairs}>
        {pairs.map(pair => (
          <li key={pair.id}>
            <Link href={clusterLink(cluster.id, { kind: 'pair', id: pair.id })}>
              {pair.question}
            </Link>{' '}
            {pair.validity.status === 'broken' && (
              <PairValidityLabel validity={pair.validity} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
