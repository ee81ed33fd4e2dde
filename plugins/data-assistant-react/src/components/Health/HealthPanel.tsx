import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ClusterHealth } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { defaultFactLink } from '../../links';
import { dataAssistantReactTranslationRef } from '../../translation';
import { HealthBadge } from './HealthBadge';
import { SignalItem } from './SignalItem';
import { Sparkline } from './Sparkline';
import styles from './Health.module.css';

/** @public */
export interface HealthPanelProps {
  health: ClusterHealth;
  /** Address of what a fact's `ref` names; undefined for none. By default the usual addresses of a portal. */
  linkTo?: (ref: string, clusterId: string) => string | undefined;
}

/**
 * The health of a cluster: score, how it went, and each signal with its facts and what would raise it.
 * @public
 */
export function HealthPanel(props: HealthPanelProps) {
  const { health, linkTo = defaultFactLink } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const { current } = health;
  if (!current) {
    return (
      <div>
        <strong>{t('health.notMeasured.title')}</strong>
        <p className={styles.muted}>{t('health.notMeasured.description')}</p>
      </div>
    );
  }
  const scores = health.history.map(entry => entry.score);
  const known = scores.filter(score => score !== undefined);
  const when = DateTime.fromISO(current.measuredAt);
  return (
    <div className={styles.panel}>
      <div className={styles.summary}>
        <HealthBadge score={current.score} />
        <Sparkline
          scores={scores}
          label={t('health.history', {
            first: String(Math.round(known.at(0) ?? 0)),
            last: String(Math.round(known.at(-1) ?? 0)),
          })}
        />
        <span className={styles.muted}>
          {t('health.measuredAt', {
            when: when.toLocaleString(DateTime.DATETIME_MED),
          })}
        </span>
      </div>
      <ul className={styles.signals} aria-label={t('health.signals')}>
        {current.signals.map(signal => (
          <SignalItem
            key={signal.id}
            signal={signal}
            linkTo={ref => linkTo(ref, current.clusterId)}
          />
        ))}
      </ul>
    </div>
  );
}
