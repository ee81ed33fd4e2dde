import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex } from '@backstage/ui';
import { assistantFailure } from '../../hooks/assistantFailure';
import { PendingQuestion } from '../../hooks/useSendQuestion';
import { dataAssistantTranslationRef } from '../../translation';
import { QuestionBubble } from './QuestionBubble';
import styles from './Turn.module.css';

/** A question on its way, or one that did not arrive with the way to send it again. */
export function PendingTurn(props: {
  pending: PendingQuestion;
  onRetry: () => void;
  onDiscard: () => void;
}) {
  const { pending, onRetry, onDiscard } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <article className={styles.turn}>
      <QuestionBubble text={pending.text} cluster={pending.cluster} />
      {pending.error === undefined ? (
        <p className={styles.sending}>{t('assistant.message.sending')}…</p>
      ) : (
        <SendFailure
          error={pending.error}
          onRetry={onRetry}
          onDiscard={onDiscard}
        />
      )}
    </article>
  );
}

function SendFailure(props: {
  error: unknown;
  onRetry: () => void;
  onDiscard: () => void;
}) {
  const { error, onRetry, onDiscard } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { kind, message } = assistantFailure(error);
  return (
    <div role="alert">
      <Alert
        status="danger"
        icon
        title={t('assistant.message.sendFailed')}
        description={message ?? t(`assistant.failure.${kind}.description`)}
        customActions={
          <Flex gap="2">
            <Button size="small" variant="tertiary" onPress={onDiscard}>
              {t('assistant.message.discard')}
            </Button>
            {kind !== 'denied' && (
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
