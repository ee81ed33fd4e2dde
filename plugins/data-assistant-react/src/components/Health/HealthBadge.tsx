import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiHeartPulseLine } from '@remixicon/react';
import { dataAssistantReactTranslationRef } from '../../translation';
import { healthLevel } from './healthLevel';
import styles from './Health.module.css';

/** @public */
export interface HealthBadgeProps {
  /** 0 to 100; left out before the first measurement. */
  score?: number;
}

/**
 * The health of a cluster as a number and a word.
 * @public
 */
export function HealthBadge(props: HealthBadgeProps) {
  const { score } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const level = score === undefined ? 'unknown' : healthLevel(score);
  const word = t(`health.${level}`);
  const rounded = score === undefined ? undefined : Math.round(score);
  const label =
    rounded === undefined
      ? t('health.badgeUnknown')
      : t('health.badge', { score: String(rounded), word });
  return (
    <span
      className={styles.badge}
      data-level={level}
      role="img"
      aria-label={label}
      title={label}
    >
      <RiHeartPulseLine size={14} aria-hidden="true" />
      {rounded !== undefined && <strong>{rounded}</strong>}
      <span>{word}</span>
    </span>
  );
}
