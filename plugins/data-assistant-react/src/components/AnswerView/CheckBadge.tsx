import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiAlertLine } from '@remixicon/react';
import { dataAssistantReactTranslationRef } from '../../translation';
import { Explained } from './Explained';
import styles from './TierBadge.module.css';

/** Stands where the confidence would, for an answer with numbers that nothing backs. */
export function CheckBadge() {
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <Explained
      explanation={t('answer.unbacked.description')}
      className={styles.badge}
      tier="check"
    >
      <RiAlertLine size={14} aria-hidden="true" />
      {t('answer.unbacked.badge')}
    </Explained>
  );
}
