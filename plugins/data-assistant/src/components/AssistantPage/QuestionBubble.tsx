import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './Turn.module.css';

/** What the asker wrote. */
export function QuestionBubble(props: { text: string }) {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <div className={styles.question}>
      <VisuallyHidden>{t('assistant.message.you')}</VisuallyHidden>
      <h2 className={styles.questionText}>{props.text}</h2>
    </div>
  );
}
