import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { visibleText } from '../../text/visibleText';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './AnswerView.module.css';

/** Names the numbers of a sentence that nothing backs, to be read before it. */
export function AnswerUnbacked(props: { numbers: string[] }) {
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <Alert
      status="warning"
      icon
      title={
        <>
          {t('answer.unbacked')}{' '}
          <bdi className={styles.breakable}>
            {visibleText(props.numbers.join(', '))}
          </bdi>
        </>
      }
      description={t('answer.unbacked.description')}
    />
  );
}
