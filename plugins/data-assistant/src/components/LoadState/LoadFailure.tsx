import { Alert, Button, ButtonLink } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { dataAssistantTranslationRef } from '../../translation';
import { failureOf } from './failureOf';

/** Says why something could not be loaded, in words of ours; nothing of the error's own text but a public reason is shown. */
export function LoadFailure(props: {
  error: Error;
  onRetry?: () => void;
  /** Where to go instead when it is not there. */
  elsewhere?: { href: string; text: string };
}) {
  const { error, onRetry, elsewhere } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const failure = failureOf(error);
  const mayRetry = onRetry && failure === 'error';
  const mayLeave = elsewhere && failure === 'notFound';
  return (
    <div role="alert">
      <Alert
        status={failure === 'error' ? 'danger' : 'warning'}
        icon
        title={t(`clusters.failure.${failure}.title`)}
        description={t(`clusters.failure.${failure}.description`)}
        customActions={
          (mayRetry && (
            <Button size="small" variant="secondary" onPress={onRetry}>
              {t('clusters.failure.retry')}
            </Button>
          )) ||
          (mayLeave && (
            <ButtonLink size="small" variant="secondary" href={elsewhere.href}>
              {elsewhere.text}
            </ButtonLink>
          ))
        }
      />
    </div>
  );
}
