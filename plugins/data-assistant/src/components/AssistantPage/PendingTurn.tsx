import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex } from '@backstage/ui';
import { clusterName } from '../../clusterLinks';
import { assistantFailure } from '../../hooks/assistantFailure';
import { PendingQuestion } from '../../hooks/useSendQuestion';
import { dataAssistantTranslationRef } from '../../translation';
import { QuestionBubble } from './QuestionBubble';
import styles from './Turn.module.css';

/** A question on its way, or one that did not arrive with the way to send it again. */
export function PendingTurn(props: {
  pending: PendingQuestion;
  onRetry: () => void;
  /** Sends it to a new conversation. */
  onAnew: () => void;
  onDiscard: () => void;
}) {
  const { pending, ...actions } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <article className={styles.turn}>
      <QuestionBubble text={pending.text} cluster={pending.cluster} />
      {pending.error === undefined ? (
        <p className={styles.sending}>{t('assistant.message.sending')}…</p>
      ) : (
        <SendFailure pending={pending} {...actions} />
      )}
    </article>
  );
}

function SendFailure(props: {
  pending: PendingQuestion;
  onRetry: () => void;
  onAnew: () => void;
  onDiscard: () => void;
}) {
  const { pending, onRetry, onAnew, onDiscard } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { kind } = assistantFailure(pending.error);
  const mayRetry = kind !== 'denied' && kind !== 'notFound';
  return (
    <div role="alert">
      <Alert
        status="danger"
        icon
        title={t('assistant.message.sendFailed')}
        description={<SendFailureReason pending={pending} />}
        customActions={
          <Flex gap="2">
            <Button size="small" variant="tertiary" onPress={onDiscard}>
              {t('assistant.message.discard')}
            </Button>
            {pending.isGone && (
              <Button size="small" variant="secondary" onPress={onAnew}>
                {t('assistant.message.sendAnew')}
              </Button>
            )}
            {mayRetry && (
              <Button size="small" variant="secondary" onPress={onRetry}>
                {t('assistant.message.sendAgain')}
              </Button>
            )}
          </Flex>
        }
      />
    </div>
  );
}

function SendFailureReason(props: { pending: PendingQuestion }) {
  const { error, isGone, cluster } = props.pending;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { kind, message } = assistantFailure(error);
  if (isGone) {
    return <>{t('assistant.message.gone')}</>;
  }
  if (kind === 'notFound' && cluster) {
    return (
      <>{t('assistant.noCluster.title', { cluster: clusterName(cluster) })}</>
    );
  }
  return <>{message ?? t(`assistant.failure.${kind}.description`)}</>;
}
