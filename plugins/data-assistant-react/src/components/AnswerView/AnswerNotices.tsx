import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { Answer } from '@cairn/backstage-plugin-data-assistant-common';
import { visibleText } from '../../text/visibleText';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './AnswerView.module.css';

/** What a reader must know before relying on the sentence: numbers that nothing backs, and what ended the work before its time. */
export function AnswerNotices(props: {
  answer: Pick<Answer, 'tier' | 'unbacked' | 'endedBy'>;
}) {
  const { tier, unbacked = [], endedBy } = props.answer;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <>
      {unbacked.length > 0 && (
        <Alert
          status="warning"
          icon
          title={
            <>
              {t('answer.unbacked')}{' '}
              <bdi className={styles.breakable}>
                {visibleText(unbacked.join(', '))}
              </bdi>
            </>
          }
          description={t('answer.unbacked.description')}
        />
      )}
      {endedBy && (
        <Alert
          status="info"
          icon
          title={
            tier === 'uncovered'
              ? t('answer.endedBy.nothing')
              : t('answer.endedBy')
          }
          description={visibleText(endedBy.message)}
        />
      )}
    </>
  );
}
