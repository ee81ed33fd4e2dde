import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useApi } from '@backstage/core-plugin-api';
import { Alert, Button } from '@backstage/ui';
import {
  Answer,
  Feedback,
  RunError,
  RunStatus,
  Suggestion,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  AnswerView,
  dataAssistantApiRef,
  FeedbackForm,
} from '@cairn/backstage-plugin-data-assistant-react';
import { dataAssistantTranslationRef } from '../../translation';
import { useSourceLink } from './useSourceLink';

/** What a run came to: its answer with the way to judge it, or why there is none with the way to ask again. */
export function RunOutcome(props: {
  runId: string;
  status: RunStatus;
  answer?: Answer;
  error?: RunError;
  feedback?: Feedback;
  onAsk: (suggestion: Suggestion) => void;
  onAskAgain: () => void;
}) {
  const { runId, status, answer, error, feedback, onAsk, onAskAgain } = props;
  const api = useApi(dataAssistantApiRef);
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const linkTo = useSourceLink(answer?.cluster);
  if (answer) {
    return (
      <>
        <AnswerView answer={answer} linkTo={linkTo} onAsk={onAsk} />
        <FeedbackForm
          feedback={feedback}
          onSubmit={given => api.sendFeedback(runId, given)}
        />
      </>
    );
  }
  if (status !== 'failed' && status !== 'cancelled') {
    return null;
  }
  const again = (
    <Button size="small" variant="secondary" onPress={onAskAgain}>
      {t('assistant.run.askAgain')}
    </Button>
  );
  return status === 'failed' ? (
    <Alert
      status="danger"
      icon
      title={t('assistant.run.failed')}
      description={error?.message ?? t('assistant.run.failedUnknown')}
      customActions={again}
    />
  ) : (
    <Alert
      status="info"
      icon
      title={t('assistant.run.cancelled')}
      customActions={again}
    />
  );
}
