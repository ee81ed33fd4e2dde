import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AnswerTier } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantReactTranslationRef } from '../../translation';
import { Explained } from './Explained';
import styles from './AnswerView.module.css';

/** How sure the assistant is of an answer, 0 to 1, and on hover, focus and tap what that measures. */
export function Confidence(props: { tier: AnswerTier; confidence: number }) {
  const { tier, confidence } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <Explained
      explanation={t(
        tier === 'grounded'
          ? 'answer.confidence.explanationGrounded'
          : 'answer.confidence.explanation',
      )}
      className={styles.confidence}
    >
      {t('answer.confidence', {
        percent: `${Math.round(confidence * 100)} %`,
      })}
    </Explained>
  );
}
