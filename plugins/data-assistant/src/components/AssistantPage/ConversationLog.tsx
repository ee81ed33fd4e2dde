import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { Run, RunStatus } from '@cairn/backstage-plugin-data-assistant-common';
import { RiArrowDownLine } from '@remixicon/react';
import { useRef, useState } from 'react';
import { Turn } from '../../hooks/conversationState';
import { RunState } from '../../hooks/runState';
import { useFollowNewest } from '../../hooks/useFollowNewest';
import { Question, SendQuestion } from '../../hooks/useSendQuestion';
import { dataAssistantTranslationRef } from '../../translation';
import { PendingTurn } from './PendingTurn';
import { QuestionBubble } from './QuestionBubble';
import { RunView } from './RunView';
import { turnActions } from './turnActions';
import turnStyles from './Turn.module.css';
import styles from './ConversationLog.module.css';

/** What the page does when a run comes to something. */
export interface RunHandlers {
  onStatus: (run: Run, status: RunStatus, state: RunState) => void;
  onStopped: (run: Run) => void;
  onReplied: (run: Run) => void;
  onReplyRefused: () => void;
}

/** The turns of a conversation, the newest in view unless the reader went back. */
export function ConversationLog(props: {
  turns: Turn[];
  /** With `pending` only when it belongs to this conversation. */
  sending: SendQuestion;
  /** Puts a question into the field. */
  onEdit: (question: Question) => void;
  runs: RunHandlers;
}) {
  const { turns, sending, onEdit, runs } = props;
  const { pending } = sending;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const [progress, setProgress] = useState('');
  const logRef = useRef<HTMLDivElement>(null);
  const newestRef = useRef<HTMLDivElement>(null);
  const { away, toNewest, onScroll } = useFollowNewest({
    logRef,
    newestRef,
    marker: `${progress} ${pending?.error}`,
    turns: turns.length + (pending ? 1 : 0),
  });

  return (
    <div className={styles.frame}>
      <div
        ref={logRef}
        className={styles.log}
        role="log"
        // The page has a live region that says each answer in a sentence; tables and SQL would drown it.
        aria-live="off"
        aria-label={t('assistant.conversation.label')}
        // A region that scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={onScroll}
      >
        <div className={styles.turns}>
          {turns.map(({ question, run, reply }, index) => (
            <article
              key={question.id}
              className={turnStyles.turn}
              ref={
                index === turns.length - 1 && !pending ? newestRef : undefined
              }
            >
              <QuestionBubble text={question.text} cluster={question.cluster} />
              {run && (
                <RunView
                  key={run.id}
                  run={run}
                  question={question.text}
                  reply={reply}
                  isNewest={index === turns.length - 1}
                  actions={turnActions({
                    question,
                    onSend: sending.send,
                    onEdit,
                  })}
                  onProgress={setProgress}
                  {...runs}
                />
              )}
            </article>
          ))}
          {pending && (
            <div ref={newestRef}>
              <PendingTurn
                pending={pending}
                onRetry={sending.retry}
                onAnew={sending.sendAnew}
                onDiscard={sending.discard}
              />
            </div>
          )}
        </div>
      </div>
      {away && (
        <Button
          size="small"
          variant="secondary"
          className={styles.toNewest}
          iconStart={<RiArrowDownLine aria-hidden="true" />}
          onPress={toNewest}
        >
          {t('assistant.latest')}
        </Button>
      )}
    </div>
  );
}
