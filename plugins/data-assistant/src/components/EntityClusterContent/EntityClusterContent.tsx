import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { HealthBadge } from '@cairn/backstage-plugin-data-assistant-react';
import { useClusterLinks } from '../../clusterLinks';
import { dataAssistantTranslationRef } from '../../translation';
import { ClusterSections, useCluster } from '../ClusterPage';
import { EmptyNotice, LoadFailure, LoadingRows, failureOf } from '../LoadState';
import styles from './EntityClusterContent.module.css';

/** The context of the cluster whose entity page this is. */
export function EntityClusterContent() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { clusterLink, askLink } = useClusterLinks();
  const { value, error, retry } = useCluster(stringifyEntityRef(entity));

  if (error && failureOf(error) === 'notFound') {
    return (
      <EmptyNotice
        title={t('entity.cluster.pending.title')}
        description={t('entity.cluster.pending.description')}
      />
    );
  }
  if (error) {
    return <LoadFailure error={error} onRetry={retry} />;
  }
  if (!value) {
    return <LoadingRows label={t('entity.cluster.loading')} rows={5} />;
  }
  return (
    <Flex direction="column" gap="4">
      <div className={styles.header}>
        <div className={styles.group}>
          <Text as="h2" variant="title-small" weight="bold">
            {t('entity.cluster.title')}
          </Text>
          <HealthBadge score={value.health} />
        </div>
        <div className={styles.group}>
          <ButtonLink href={clusterLink(value.id)} variant="secondary">
            {t('entity.cluster.open')}
          </ButtonLink>
          {value.can.ask && (
            <ButtonLink href={askLink(value.id)} variant="primary">
              {t('clusters.cluster.ask')}
            </ButtonLink>
          )}
        </div>
      </div>
      <ClusterSections cluster={value} />
    </Flex>
  );
}
