import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ColumnProfile } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { CommonValues } from './CommonValues';
import { formatCell, formatShare } from './formatProfile';
import styles from './ColumnProfileView.module.css';

/** As many values as a profile lists at most, and so counts one by one. */
const COUNTED = 50;

/** What a column holds, as far as it was measured. */
export function ColumnProfileView(props: {
  profile?: ColumnProfile;
  /** Of the dataset; no column has more different values. */
  rowCount?: number;
}) {
  const { profile, rowCount = Infinity } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  if (!profile) {
    return (
      <span className={styles.muted}>
        {t('clusters.dataset.column.unprofiled')}
      </span>
    );
  }

  const { nullShare, min, max, commonValues = [] } = profile;
  // An estimate of the engine where they are many, which may be above what there can be.
  const distinctCount =
    profile.distinctCount && Math.min(profile.distinctCount, rowCount);
  const measures: string[] = [];
  if (distinctCount !== undefined) {
    measures.push(
      distinctCount <= COUNTED
        ? t('clusters.dataset.profile.distinct', { count: distinctCount })
        : t('clusters.dataset.profile.distinctAbout', { count: distinctCount }),
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
