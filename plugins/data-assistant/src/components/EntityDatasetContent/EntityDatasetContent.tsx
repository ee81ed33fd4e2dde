import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { dataAssistantTranslationRef } from '../../translation';
import { DatasetBody, DatasetLabels } from '../DatasetDetails';
import { EmptyNotice, LoadFailure, LoadingRows } from '../LoadState';
import { ClusterOfDataset } from './ClusterOfDataset';
import { PairsOfDataset } from './PairsOfDataset';
import { useDatasetOfEntity } from './useDatasetOfEntity';

/** Schema, profile and use of the dataset whose entity page this is. */
export function EntityDatasetContent() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { value, error, retry } = useDatasetOfEntity(entity);
  if (error) {
    return <LoadFailure error={error} onRetry={retry} />;
  }
  if (!value) {
    return <LoadingRows label={t('entity.dataset.loading')} rows={5} />;
  }
  if (value.length === 0) {
    return (
      <EmptyNotice
        title={t('entity.dataset.none.title')}
        description={t('entity.dataset.none.description')}
      />
    );
  }
  // Every cluster of a dataset knows the same table, so the first one's schema and profile stand for all.
  const [{ dataset }] = value;
  return (
    <Flex direction="column" gap="4">
      <Flex align="center" gap="3">
        <Text as="h2" variant="title-small" weight="bold">
          {t('entity.dataset.title')}
        </Text>
        <DatasetLabels dataset={dataset} />
      </Flex>
      <ClusterOfDataset found={value} />
      <DatasetBody dataset={dataset} />
      {value.map(found => (
        <PairsOfDataset key={found.cluster.id} found={found} />
      ))}
    </Flex>
  );
}
