import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import {
  Message,
  Run,
  RunStatus,
} from '@cairn/backstage-plugin-data-assistant-common';
import { useEffect, useState } from 'react';
import { isActive, isWorking } from '../../hooks/conversationState';
import { RunState } from '../../hooks/runState';
import { useOnline } from '../../hooks/useOnline';
import { useReply } from '../../hooks/useReply';
import { useRunStream } from '../../hooks/useRunStream';
import { useStopRun } from '../../hooks/useStopRun';
import { dataAssistantTranslationRef } from '../../translation';
import { AskAgain } from './AskAgain';
import { PastSteps } from './PastSteps';
import { QuestionForm } from './QuestionForm';
import { RunJourney } from './RunJourney';
import { RunOutcome } from './RunOutcome';
import { TurnActions } from './turnActions';
import styles from './Turn.module.css';

/** A run: its steps as they happen, what it asks, and what it came to. A run that had ended before shows its steps when asked. */
export function RunView(props: {
  run: Run;
  /** What was asked. */
  question: string;
  reply?: Message;
  /** The field for questions has the button that stops the newest run. */
  isNewest: boolean;
  actions: TurnActions;
  onStatus: (run: Run, status: RunStatus, state: RunState) => void;
  onStopped: (run: Run) => void;
  onReplied: (run: Run) => void;
  onReplyRefused: () => void;
  onProgress: (marker: string) => void;
}) {
  const { run, reply, isNewest, actions, onStatus, onProgress } = props;
  const { onStopped, onReplied, onReplyRefused } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const online = useOnline();
  const [live] = useState(() => isActive(run.status));
  const stream = useRunStream({
    runId: run.id,
    enabled: live,
    known: run.status,
    onStatus: (status, state) => onStatus(run, status, state),
  });
  const replying = useReply({
    runId: run.id,
    onReplied,
    onRefused: onReplyRefused,
  });
  const { stop, failed: stopFailed } = useStopRun({ run, onStopped });
  const status = isActive(run.status)
    ? stream.status ?? run.status
    : run.status;
  const answer = reply?.answer ?? stream.answer;
  const active = isActive(status) && !answer;
  const asked = stream.exchanges.at(-1) ?? run.question;
  const isAsking =
    active &&
    status === 'waiting' &&
    asked !== undefined &&
    !('reply' in asked) &&
    replying.sent?.n !== asked.n;

  const marker = `${run.id} ${
    stream.steps.length
  } ${status} ${isAsking} ${Boolean(answer)}`;
  useEffect(() => onProgress(marker), [marker, onProgress]);

  return (
    <div className={styles.run}>
      {live ? (
        <RunJourney
          run={run}
          status={active ? status : 'done'}
          stream={stream}
          sent={replying.sent}
          isAsking={isAsking}
          durationMs={answer?.usage?.durationMs}
        />
      ) : (
        <PastSteps runId={run.id} answer={answer} />
      )}
      {isAsking && (
        <QuestionForm question={asked} replying={replying} onStop={stop} />
      )}
      {active && !online && !stream.lost && (
        <Alert status="warning" icon title={t('assistant.run.offline')} />
      )}
      {stream.lost !== undefined && !answer && !isAsking && (
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
        question={props.question}
        status={status}
        answer={answer}
        error={run.error ?? stream.error}
        feedback={reply?.feedback}
        actions={actions}
      />
      {(answer || !active) && <AskAgain actions={actions} />}
      {isWorking(status) && active && !isNewest && (
        <Button
          size="small"
          variant="secondary"
          className={styles.stop}
          onPress={stop}
        >
          {t('assistant.composer.stop')}
        </Button>
      )}
      {stopFailed && (
        <p role="alert" className={styles.stopFailed}>
          {t('assistant.run.stopFailed')}
        </p>
      )}
    </div>
  );
}
