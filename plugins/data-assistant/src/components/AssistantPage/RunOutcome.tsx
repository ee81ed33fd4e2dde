import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useApi } from '@backstage/core-plugin-api';
import { Alert } from '@backstage/ui';
import {
  Answer,
  Feedback,
  RunError,
  RunStatus,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  AnswerView,
  dataAssistantApiRef,
  FeedbackForm,
} from '@cairn/backstage-plugin-data-assistant-react';
import { dataAssistantTranslationRef } from '../../translation';
import { TurnActions } from './turnActions';
import { useSourceLink } from './useSourceLink';

/** What a run came to: its answer with the way to judge it, or why there is none. */
export function RunOutcome(props: {
  runId: string;
  /** What was asked. */
  question: string;
  status: RunStatus;
  answer?: Answer;
  error?: RunError;
  feedback?: Feedback;
  actions: TurnActions;
}) {
  const { runId, question, status, answer, error, feedback, actions } = props;
  const api = useApi(dataAssistantApiRef);
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const linkTo = useSourceLink(answer?.cluster);
  if (answer) {
    return (
      <>
        <AnswerView
          answer={answer}
          question={question}
          linkTo={linkTo}
          onAsk={actions.ask}
          onAskIn={actions.askIn}
        />
        {/* That nothing answers is neither right nor wrong. */}
        {answer.tier !== 'uncovered' && (
          <FeedbackForm
            feedback={feedback}
            onSubmit={given => api.sendFeedback(runId, given)}
          />
        )}
      </>
    );
  }
  if (status !== 'failed' && status !== 'cancelled') {
    return null;
  }
  return status === 'failed' ? (
    <Alert
      status="danger"
      icon
      title={t('assistant.run.failed')}
      description={error?.message ?? t('assistant.run.failedUnknown')}
    />
  ) : (
    <Alert status="info" icon title={t('assistant.run.cancelled')} />
  );
}
