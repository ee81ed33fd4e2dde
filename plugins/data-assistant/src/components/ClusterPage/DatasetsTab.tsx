import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { DatasetDetails } from '../DatasetDetails';
import { EmptyNotice } from '../LoadState';

/** The datasets of a cluster, those that should no longer be used last. */
export function DatasetsTab(props: { datasets: Dataset[] }) {
  const { datasets } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  if (datasets.length === 0) {
    return (
      <EmptyNotice
        title={t('clusters.datasets.empty.title')}
        description={t('clusters.datasets.empty.description')}
      />
    );
  }
  const current = datasets.filter(dataset => !dataset.deprecated);
  const deprecated = datasets.filter(dataset => dataset.deprecated);
  return (
    <Flex direction="column" gap="3">
      {[...current, ...deprecated].map(dataset => (
        <DatasetDetails key={dataset.id} dataset={dataset} />
      ))}
    </Flex>
  );
}
