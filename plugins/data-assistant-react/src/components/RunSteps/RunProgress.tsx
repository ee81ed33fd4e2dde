import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RunDraft,
  RunStatus,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  RiHistoryLine,
  RiLoader4Line,
  RiQuestionnaireLine,
} from '@remixicon/react';
import { visibleText } from '../../text/visibleText';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './RunSteps.module.css';

/** Of what a model is writing, its end: the beginning was read when it was the end. */
const DRAFT_SHOWN = 1_200;

/** What a run that goes on is at: its place in the queue, what the model writes, or that it waits. */
export function RunProgress(props: {
  status: RunStatus;
  draft?: RunDraft;
  ahead?: number;
  interrupted?: boolean;
}) {
  const { status, draft, ahead = 0, interrupted } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const sayStatus = () => {
    if (status === 'waiting') {
      return t('steps.waiting');
    }
    if (status === 'queued') {
      return ahead > 0 ? t('steps.ahead', { count: ahead }) : t('steps.queued');
    }
    return draft ? visibleText(draft.title) : t('steps.running');
  };
  const text = status === 'running' ? draft?.text?.trimEnd() : undefined;
  return (
    <div className={styles.progress}>
      {interrupted && status !== 'waiting' && (
        <p className={styles.line}>
          <RiHistoryLine size={16} className={styles.icon} aria-hidden />
          {t('steps.interrupted')}
        </p>
      )}
      <p className={styles.line}>
        {status === 'waiting' ? (
          <RiQuestionnaireLine size={16} className={styles.icon} aria-hidden />
        ) : (
          <RiLoader4Line size={16} className={styles.spinner} aria-hidden />
        )}
        <bdi>{sayStatus()}</bdi>
      </p>
      {text && (
        <div dir="auto" className={styles.draft}>
          {visibleText(
            text.length > DRAFT_SHOWN ? `…${text.slice(-DRAFT_SHOWN)}` : text,
          )}
        </div>
      )}
    </div>
  );
}
