import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { dataAssistantReactTranslationRef } from '../../translation';
import { Explained } from './Explained';
import { nearnessOf } from './nearnessOf';
import styles from './AnswerView.module.css';

/** How likely a question is about the topic of a cluster, in words: a percentage would read as if it were answered there. */
export function Nearness(props: { score: number }) {
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <Explained
      explanation={t('answer.nearness.explanation')}
      className={styles.confidence}
    >
      {t(`answer.nearness.${nearnessOf(props.score)}`)}
    </Explained>
  );
}
