import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { assistantFailure } from '../../hooks/assistantFailure';
import { isWorking, turnsOf } from '../../hooks/conversationState';
import { ConversationView } from '../../hooks/useConversation';
import { useIsMissingCluster } from '../../hooks/useIsMissingCluster';
import { Question, SendQuestion } from '../../hooks/useSendQuestion';
import { useStopRun } from '../../hooks/useStopRun';
import { dataAssistantTranslationRef } from '../../translation';
import { ClusterChoice } from './ClusterChoice';
import { Composer } from './Composer';
import { ConversationLog, RunHandlers } from './ConversationLog';
import { FailureNotice } from './FailureNotice';
import { StartPanel } from './StartPanel';
import styles from './AssistantPage.module.css';

/** A conversation and the field for the next question. */
export function ConversationPane(props: {
  conversationId?: string;
  conversation: ConversationView;
  sending: SendQuestion;
  cluster?: string;
  /** Undefined for all clusters. */
  onCluster: (cluster: string | undefined) => void;
  /** How many replies and stops were taken: after each the field takes the focus, since what was pressed is gone. */
  handled: number;
  runs: RunHandlers;
}) {
  const { conversationId, conversation, cluster, onCluster, runs } = props;
  const { detail, error, refresh } = conversation;
  const [draft, setDraft] = useState<Question>();
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const turns = useMemo(() => (detail ? turnsOf(detail) : []), [detail]);
  const isHere = props.sending.pending?.sentFrom === conversationId;
  const sending = isHere
    ? props.sending
    : { ...props.sending, pending: undefined };
  const activeRun = detail?.runs.findLast(run => isWorking(run.status));
  const { stop, failed } = useStopRun({
    run: activeRun,
    onStopped: runs.onStopped,
  });

  const isMissingCluster = useIsMissingCluster(cluster);
  const isMissing =
    error !== undefined &&
    !detail &&
    assistantFailure(error).kind === 'notFound';

  const body = () => {
    if (error && !detail) {
      return (
        <div className={styles.notice}>
          <FailureNotice error={error} onRetry={refresh} />
        </div>
      );
    }
    if (conversationId && !detail) {
      return <LoadingConversation />;
    }
    return turns.length === 0 && !sending.pending ? (
      <StartPanel
        cluster={cluster}
        onAsk={suggestion =>
          sending.send({
            text: suggestion.question,
            cluster: suggestion.cluster,
          })
        }
      />
    ) : (
      <ConversationLog
        key={conversationId ?? 'new'}
        turns={turns}
        sending={sending}
        onEdit={question => {
          onCluster(question.cluster);
          setDraft({ ...question });
        }}
        runs={runs}
      />
    );
  };

  return (
    <div className={styles.main}>
      {body()}
      <div className={styles.footer}>
        {cluster && (
          <ClusterChoice
            cluster={cluster}
            isMissing={isMissingCluster}
            onAll={() => onCluster(undefined)}
          />
        )}
        {failed && (
          <p role="alert" className={styles.stopFailed}>
            {t('assistant.run.stopFailed')}
          </p>
        )}
        {!isMissing && (
          <Composer
            focusKey={`${conversationId ?? ''} ${props.handled}`}
            draft={draft}
            isSending={
              props.sending.pending !== undefined &&
              props.sending.pending.error === undefined
            }
            onSend={text => sending.send({ text, cluster })}
            onStop={activeRun && stop}
            mayAsk={!isMissingCluster}
          />
        )}
      </div>
    </div>
  );
}

function LoadingConversation() {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <div className={styles.notice} role="status" aria-busy="true">
      <VisuallyHidden>{t('assistant.conversation.loading')}</VisuallyHidden>
      <Flex direction="column" gap="4" aria-hidden="true">
        <Skeleton width="40%" height={44} style={{ alignSelf: 'end' }} />
        <Skeleton width="80%" height={28} />
        <Skeleton width="100%" height={200} />
      </Flex>
    </div>
  );
}
