import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Flex, Text } from '@backstage/ui';
import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { DatasetFacts } from './DatasetFacts';
import { SchemaTable } from './SchemaTable';

/** All that is known of a dataset: description, facts, schema and profile. */
export function DatasetBody(props: { dataset: Dataset }) {
  const { dataset } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <Flex direction="column" gap="4">
      {dataset.status === 'missing' && (
        <Alert
          status="danger"
          icon
          title={t('clusters.dataset.missing')}
          description={t('clusters.dataset.missingDescription')}
        />
      )}
      {dataset.description && (
        <Text as="p" variant="body-medium">
          {dataset.description}
        </Text>
      )}
      <DatasetFacts dataset={dataset} />
      <SchemaTable columns={dataset.columns} rowCount={dataset.rowCount} />
    </Flex>
  );
}
