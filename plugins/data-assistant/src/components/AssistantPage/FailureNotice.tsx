import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { assistantFailure } from '../../hooks/assistantFailure';
import { dataAssistantTranslationRef } from '../../translation';

/** Says what went wrong in words of ours, and offers another try where one may help. */
export function FailureNotice(props: { error: unknown; onRetry?: () => void }) {
  const { error, onRetry } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { kind, message } = assistantFailure(error);
  const mayRetry = onRetry && kind !== 'denied' && kind !== 'notFound';
  return (
    <div role="alert">
      <Alert
        status={kind === 'error' || kind === 'offline' ? 'danger' : 'warning'}
        icon
        title={t(`assistant.failure.${kind}.title`)}
        description={message ?? t(`assistant.failure.${kind}.description`)}
        customActions={
          mayRetry && (
            <Button size="small" variant="secondary" onPress={onRetry}>
              {t('assistant.failure.retry')}
            </Button>
          )
        }
      />
    </div>
  );
}
