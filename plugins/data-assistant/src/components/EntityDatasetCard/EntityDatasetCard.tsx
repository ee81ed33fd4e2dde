import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { dataAssistantTranslationRef } from '../../translation';
import { DatasetFacts, DatasetLabels } from '../DatasetDetails';
import { ClusterOfDataset, useDatasetOfEntity } from '../EntityDatasetContent';
import { EmptyNotice, LoadFailure, LoadingRows } from '../LoadState';

/** What is known of the dataset whose entity page this is, in short. */
export function EntityDatasetCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { value, error, retry } = useDatasetOfEntity(entity);
  return (
    <EntityInfoCard
      title={t('entity.dataset.title')}
      headerActions={value?.[0] && <DatasetLabels dataset={value[0].dataset} />}
    >
      {error && <LoadFailure error={error} onRetry={retry} />}
      {!error && !value && (
        <LoadingRows label={t('entity.dataset.loading')} rows={2} />
      )}
      {value?.length === 0 && (
        <EmptyNotice
          title={t('entity.dataset.none.title')}
          description={t('entity.dataset.none.description')}
        />
      )}
      {value?.[0] && (
        <Flex direction="column" gap="3">
          <DatasetFacts dataset={value[0].dataset} />
          <Text as="p" variant="body-small" color="secondary">
            {t('entity.dataset.columns', {
              count: value[0].dataset.columns.length,
            })}
          </Text>
          <ClusterOfDataset found={value} />
        </Flex>
      )}
    </EntityInfoCard>
  );
}
