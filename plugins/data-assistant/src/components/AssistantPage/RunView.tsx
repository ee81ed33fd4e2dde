import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import {
  Message,
  Run,
  RunStatus,
  Suggestion,
} from '@cairn/backstage-plugin-data-assistant-common';
import { RunSteps } from '@cairn/backstage-plugin-data-assistant-react';
import { RiArrowRightSLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { isActive } from '../../hooks/conversationState';
import { RunState } from '../../hooks/runState';
import { useOnline } from '../../hooks/useOnline';
import { useRunStream } from '../../hooks/useRunStream';
import { dataAssistantTranslationRef } from '../../translation';
import { RunOutcome } from './RunOutcome';
import styles from './Turn.module.css';

/** A run: its steps as they happen, and what it came to. A run that had ended before shows its steps when asked. */
export function RunView(props: {
  run: Run;
  reply?: Message;
  onEnd: (run: Run, status: RunStatus, state: RunState) => void;
  onProgress: (marker: string) => void;
  onAsk: (suggestion: Suggestion) => void;
  onAskAgain: () => void;
}) {
  const { run, reply, onEnd, onProgress, onAsk, onAskAgain } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const online = useOnline();
  const [live] = useState(() => isActive(run.status));
  const [withSteps, setWithSteps] = useState(false);
  const stream = useRunStream({
    runId: run.id,
    enabled: live || withSteps,
    onEnd: (status, state) => live && onEnd(run, status, state),
  });
  const status = isActive(run.status)
    ? stream.status ?? run.status
    : run.status;
  const answer = reply?.answer ?? stream.answer;
  const active = isActive(status) && !answer;

  const marker = `${run.id} ${stream.steps.length} ${status} ${Boolean(
    answer,
  )}`;
  useEffect(() => onProgress(marker), [marker, onProgress]);

  return (
    <div className={styles.run}>
      {live || withSteps ? (
        <RunSteps
          steps={stream.steps}
          status={active ? status : 'done'}
          expanded={withSteps}
        />
      ) : (
        status === 'done' && (
          <button
            type="button"
            className={styles.stepsButton}
            aria-expanded={false}
            onClick={() => setWithSteps(true)}
          >
            <RiArrowRightSLine size={16} aria-hidden="true" />
            {t('assistant.run.steps')}
          </button>
        )
      )}
      {active && !online && !stream.lost && (
        <Alert status="warning" icon title={t('assistant.run.offline')} />
      )}
      {stream.lost !== undefined && !answer && (
        <Alert
          status="warning"
          icon
          title={t('assistant.run.lost')}
          description={t('assistant.run.lostDescription')}
          customActions={
            <Button size="small" variant="secondary" onPress={stream.reconnect}>
              {t('assistant.run.connect')}
            </Button>
          }
        />
      )}
      <RunOutcome
        runId={run.id}
        status={status}
        answer={answer}
        error={run.error ?? stream.error}
        feedback={reply?.feedback}
        onAsk={onAsk}
        onAskAgain={onAskAgain}
      />
    </div>
  );
}
