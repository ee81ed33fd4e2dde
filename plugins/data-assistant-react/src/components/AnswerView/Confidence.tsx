import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { dataAssistantReactTranslationRef } from '../../translation';
import { Explained } from './Explained';
import styles from './AnswerView.module.css';

/** Whole percents of a share, 0 to 1; never rounded up, so that only what is certain is called so. */
function percentOf(share: number): number {
  return Math.floor(share * 100 + 1e-9);
}

/** How sure the assistant is, 0 to 1, in words, and on hover, focus and tap what that measures. */
export function Confidence(props: {
  /** What it is sure of. */
  of: 'verified' | 'grounded';
  confidence: number;
}) {
  const { of, confidence } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const percent = percentOf(confidence);
  const explanation =
    of === 'verified'
      ? t('answer.confidence.verified.explanation', {
          share: percent.toString(),
        })
      : t('answer.confidence.grounded.explanation');
  return (
    <Explained explanation={explanation} className={styles.confidence}>
      {t(`answer.confidence.${of}`, { percent: `${percent} %` })}
    </Explained>
  );
}
