import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { StatusLabel } from '../ContextPiece';

/** Says when a dataset should not or cannot be used; nothing when all is well. */
export function DatasetLabels(props: {
  dataset: Pick<Dataset, 'status' | 'deprecated'>;
}) {
  const { status, deprecated } = props.dataset;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <>
      {deprecated && (
        <StatusLabel status="warning">
          {t('clusters.dataset.deprecated')}
        </StatusLabel>
      )}
      {status === 'missing' && (
        <StatusLabel status="danger">
          {t('clusters.dataset.missing')}
        </StatusLabel>
      )}
      {status === 'unknown' && (
        <StatusLabel status="neutral">
          {t('clusters.dataset.unknown')}
        </StatusLabel>
      )}
    </>
  );
}
