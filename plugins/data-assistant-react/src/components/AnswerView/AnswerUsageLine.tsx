import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { AnswerUsage } from '@cairn/backstage-plugin-data-assistant-common';
import {
  formatCost,
  formatCount,
  formatDuration,
} from '../../text/formatAmount';
import { visibleText } from '../../text/visibleText';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './AnswerView.module.css';

/** What an answer of a model took, in one line: time, steps, and as far as known tokens and cost. */
export function AnswerUsageLine(props: { usage: AnswerUsage }) {
  const { durationMs, steps, model, inputTokens, outputTokens, costUsd } =
    props.usage;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const hasTokens = inputTokens !== undefined || outputTokens !== undefined;
  const parts = [
    formatDuration(durationMs),
    t('steps.count', { count: steps }),
    model && visibleText(model),
    hasTokens &&
      t('answer.usage.tokens', {
        input: formatCount(inputTokens ?? 0),
        output: formatCount(outputTokens ?? 0),
      }),
    costUsd !== undefined && formatCost(costUsd),
  ];
  return (
    <div className={styles.usage}>
      <VisuallyHidden>{t('answer.usage')}: </VisuallyHidden>
      {parts.filter(Boolean).join(' · ')}
    </div>
  );
}
