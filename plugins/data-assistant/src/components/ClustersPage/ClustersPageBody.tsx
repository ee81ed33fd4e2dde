import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { useMemo } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { dataAssistantTranslationRef } from '../../translation';
import { EmptyNotice, LoadFailure, LoadingRows } from '../LoadState';
import { ClusterCard } from './ClusterCard';
import { ClusterFilters } from './ClusterFilters';
import styles from './ClustersPage.module.css';
import { filterClusters } from './filterClusters';
import { useClusterFilter } from './useClusterFilter';

/** Every cluster that the reader may see, by title, narrowed by words and owner. */
export function ClustersPageBody() {
  const api = useApi(dataAssistantApiRef);
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { value, error, retry } = useAsyncRetry(
    () => api.listClusters(),
    [api],
  );
  const filter = useClusterFilter();
  const owners = useMemo(
    () => [...new Set(value?.map(cluster => cluster.owner))].sort(),
    [value],
  );

  if (error) {
    return (
      <div className={styles.page}>
        <LoadFailure error={error} onRetry={retry} />
      </div>
    );
  }
  if (!value) {
    return (
      <div className={styles.page}>
        <LoadingRows label={t('clusters.loading')} rows={5} />
      </div>
    );
  }
  if (value.length === 0) {
    return (
      <div className={styles.page}>
        <EmptyNotice
          title={t('clusters.empty.title')}
          description={t('clusters.empty.description')}
        />
      </div>
    );
  }

  const shown = filterClusters(value, filter);
  return (
    <div className={styles.page}>
      <ClusterFilters
        search={filter.search}
        onSearch={filter.setSearch}
        owners={owners}
        owner={filter.owner}
        onOwner={filter.setOwner}
      />
      <Text as="span" variant="body-small" color="secondary" role="status">
        {t('clusters.found', { count: shown.length })}
      </Text>
      {shown.length === 0 ? (
        <EmptyNotice
          title={t('clusters.noMatch.title')}
          description={t('clusters.noMatch.description')}
          action={
            <Button variant="secondary" onPress={filter.clear}>
              {t('clusters.noMatch.clear')}
            </Button>
          }
        />
      ) : (
        <ul className={styles.grid}>
          {shown.map(cluster => (
            <li key={cluster.id}>
              <ClusterCard cluster={cluster} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
