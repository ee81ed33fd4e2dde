import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ClusterSummary } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';

/** How much context a cluster has, in one line. */
export function ClusterCounts(props: { counts: ClusterSummary['counts'] }) {
  const { datasets, pairs, docs } = props.counts;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <Text as="span" variant="body-small" color="secondary">
      {[
        t('clusters.counts.pairs', { count: pairs }),
        t('clusters.counts.datasets', { count: datasets }),
        t('clusters.counts.docs', { count: docs }),
      ].join(' · ')}
    </Text>
  );
}
