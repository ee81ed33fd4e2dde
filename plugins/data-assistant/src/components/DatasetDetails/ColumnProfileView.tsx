import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ColumnProfile } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { CommonValues } from './CommonValues';
import { formatCell, formatShare } from './formatProfile';
import styles from './ColumnProfileView.module.css';

/** What a column holds, as far as it was measured. */
export function ColumnProfileView(props: { profile?: ColumnProfile }) {
  const { profile } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  if (!profile) {
    return (
      <span className={styles.muted}>
        {t('clusters.dataset.column.unprofiled')}
      </span>
    );
  }

  const { distinctCount, nullShare, min, max, commonValues = [] } = profile;
  const measures: string[] = [];
  if (distinctCount !== undefined) {
    measures.push(
      t('clusters.dataset.profile.distinct', { count: distinctCount }),
    );
  }
  if (nullShare !== undefined && nullShare > 0) {
    measures.push(
      t('clusters.dataset.profile.nulls', { share: formatShare(nullShare) }),
    );
  }
  const low = min === undefined ? undefined : formatCell(min);
  const high = max === undefined ? undefined : formatCell(max);
  if (low !== undefined && high !== undefined) {
    measures.push(t('clusters.dataset.profile.range', { min: low, max: high }));
  }
  return (
    <div className={styles.profile}>
      <span>{measures.join(' · ')}</span>
      {commonValues.length > 0 && <CommonValues profile={profile} />}
    </div>
  );
}
