import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { clusterName } from '../../clusterLinks';
import { dataAssistantTranslationRef } from '../../translation';
import { FoldedQuestion } from './FoldedQuestion';
import styles from './Turn.module.css';

/** What the asker wrote, and in which cluster when it was put to one alone. */
export function QuestionBubble(props: { text: string; cluster?: string }) {
  const { text, cluster } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <div className={styles.question}>
      <VisuallyHidden>{t('assistant.message.you')}</VisuallyHidden>
      <FoldedQuestion text={text} />
      {cluster && (
        <p className={styles.questionCluster}>
          {t('assistant.message.cluster', { cluster: clusterName(cluster) })}
        </p>
      )}
    </div>
  );
}
