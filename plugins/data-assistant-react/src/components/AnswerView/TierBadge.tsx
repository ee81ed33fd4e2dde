import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import { AnswerTier } from '@cairn/backstage-plugin-data-assistant-common';
import {
  RiBookOpenLine,
  RiQuestionLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import { useState } from 'react';
import { dataAssistantReactTranslationRef } from '../../translation';
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
  const [open, setOpen] = useState(false);
  const Icon = icons[tier];
  return (
    <TooltipTrigger isOpen={open} onOpenChange={setOpen} delay={300}>
      <Focusable>
        <button
          type="button"
          className={styles.badge}
          data-tier={tier}
          onClick={() => setOpen(true)}
        >
          <Icon size={14} aria-hidden="true" />
          {t(`tier.${tier}.label`)}
        </button>
      </Focusable>
      <Tooltip>{t(`tier.${tier}.explanation`)}</Tooltip>
    </TooltipTrigger>
  );
}
