import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AnswerTier } from '@cairn/backstage-plugin-data-assistant-common';
import {
  RiBookOpenLine,
  RiQuestionLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import { dataAssistantReactTranslationRef } from '../../translation';
import { Explained } from './Explained';
import styles from './TierBadge.module.css';

const icons = {
  verified: RiShieldCheckLine,
  grounded: RiBookOpenLine,
  uncovered: RiQuestionLine,
};

/** @public */
export interface TierBadgeProps {
  tier: AnswerTier;
}

/**
 * How far an answer may be trusted; what the word means appears on hover, focus and tap.
 * @public
 */
export function TierBadge(props: TierBadgeProps) {
  const { tier } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const Icon = icons[tier];
  return (
    <Explained
      explanation={t(`tier.${tier}.explanation`)}
      className={styles.badge}
      tier={tier}
    >
      <Icon size={14} aria-hidden="true" />
      {t(`tier.${tier}.label`)}
    </Explained>
  );
}
