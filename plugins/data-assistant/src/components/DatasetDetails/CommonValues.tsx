import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ColumnProfile } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { formatCell } from './formatProfile';
import styles from './ColumnProfileView.module.css';

const SHOWN = 5;

/** The most common values of a column as bars, the longest one being the most common. */
export function CommonValues(props: { profile: ColumnProfile }) {
  const { commonValues = [], distinctCount } = props.profile;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const most = Math.max(...commonValues.map(({ count }) => count));
  const hidden = (distinctCount ?? commonValues.length) - SHOWN;
  return (
    <ul
      className={styles.bars}
      aria-label={t('clusters.dataset.profile.common')}
    >
      {commonValues.slice(0, SHOWN).map(({ value, count }) => (
        <li key={String(value)}>
          <span className={styles.value}>
            {formatCell(value) ?? t('clusters.dataset.profile.null')}
          </span>
          <span className={styles.track} aria-hidden="true">
            <span
              className={styles.bar}
              style={{ width: `${(100 * count) / most}%` }}
            />
          </span>
          <span className={styles.count}>{count.toLocaleString()}</span>
        </li>
      ))}
      {hidden > 0 && (
        <li className={styles.muted}>
          {t('clusters.dataset.profile.more', { count: hidden })}
        </li>
      )}
    </ul>
  );
}
