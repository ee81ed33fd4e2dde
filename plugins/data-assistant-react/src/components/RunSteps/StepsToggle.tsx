import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { formatDuration } from '../../text/formatAmount';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './RunSteps.module.css';

/** @public */
export interface StepsToggleProps {
  /** What the run took, as far as it is known. */
  steps?: number;
  /** What it opens, where the number of steps is not known. */
  label?: string;
  queries?: number;
  /** In milliseconds. */
  durationMs?: number;
  expanded: boolean;
  onToggle: () => void;
  /** The element that it opens, when there is one. */
  controls?: string;
}

/**
 * The steps of a run that has ended, in one line that opens them: `5 steps · 3 queries · 12 s`.
 * @public
 */
export function StepsToggle(props: StepsToggleProps) {
  const { steps, label, queries, durationMs } = props;
  const { expanded, onToggle, controls } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const parts = [
    steps ? t('steps.count', { count: steps }) : label,
    queries && t('steps.queries', { count: queries }),
    durationMs !== undefined && formatDuration(durationMs),
  ];
  const Icon = expanded ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-expanded={expanded}
      aria-controls={controls}
      onClick={onToggle}
    >
      <Icon size={16} aria-hidden="true" />
      {parts.filter(Boolean).join(' · ')}
    </button>
  );
}
