import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { Facts } from '../ContextPiece';
import { formatAge, formatRhythm } from './formatProfile';

/** Where a dataset lies, how big it is and how new its data is. */
export function DatasetFacts(props: { dataset: Dataset }) {
  const { dataset } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { newest, rhythm, profiledAt } = dataset;
  return (
    <Facts
      facts={[
        {
          name: t('clusters.dataset.table'),
          value: <code>{dataset.table}</code>,
        },
        { name: t('clusters.dataset.warehouse'), value: dataset.warehouse },
        {
          name: t('clusters.dataset.rows'),
          value: dataset.rowCount?.toLocaleString(),
        },
        {
          name: t('clusters.dataset.partition'),
          value: dataset.partitionColumn,
        },
        {
          name: t('clusters.dataset.newest'),
          value: newest && `${newest} (${formatAge(newest)})`,
        },
        {
          name: t('clusters.dataset.rhythm'),
          value:
            rhythm &&
            t('clusters.dataset.rhythmEvery', {
              duration: formatRhythm(rhythm),
            }),
        },
        {
          name: t('clusters.dataset.profiled'),
          value: profiledAt && formatAge(profiledAt),
        },
      ]}
    />
  );
}
