import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { Doc } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { DocDetails } from '../DocDetails';
import { EmptyNotice } from '../LoadState';

/** The docs of a cluster. */
export function DocsTab(props: { docs: Doc[] }) {
  const { docs } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  if (docs.length === 0) {
    return (
      <EmptyNotice
        title={t('clusters.docs.empty.title')}
        description={t('clusters.docs.empty.description')}
      />
    );
  }
  return (
    <Flex direction="column" gap="4">
      {docs.map(doc => (
        <DocDetails key={doc.id} doc={doc} />
      ))}
    </Flex>
  );
}
