import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { RunQuestion } from '@cairn/backstage-plugin-data-assistant-common';
import { RiQuestionnaireLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { assistantFailure } from '../../hooks/assistantFailure';
import { newestPart } from '../../hooks/useFollowNewest';
import { ReplyToRun } from '../../hooks/useReply';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './Exchange.module.css';

/** As the backend takes it. */
const REPLY_MAX_LENGTH = 1_000;

/** What a run needs to know of its asker: a choice, or an answer in the asker's own words. */
export function QuestionForm(props: {
  question: RunQuestion;
  replying: ReplyToRun;
  onStop: () => void;
}) {
  const { question, replying, onStop } = props;
  const { n, text, choices } = question;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const [own, setOwn] = useState('');
  const textId = useId();
  const ownId = useId();
  const { isSending, error } = replying;
  const send = (reply: string) => {
    if (reply && !isSending) {
      replying.reply({ n, text: reply });
    }
  };
  return (
    <div
      role="group"
      aria-labelledby={textId}
      className={styles.form}
      {...newestPart}
    >
      <div className={styles.heading}>
        <RiQuestionnaireLine size={18} aria-hidden="true" />
        <p id={textId} dir="auto" className={styles.question}>
          {text}
        </p>
      </div>
      {choices.length > 0 && (
        <div className={styles.choices}>
          {choices.map(choice => (
            <button
              key={choice}
              type="button"
              className={styles.choice}
              aria-disabled={isSending}
              onClick={() => send(choice)}
            >
              <bdi>{choice}</bdi>
            </button>
          ))}
        </div>
      )}
      <form
        className={styles.own}
        onSubmit={event => {
          event.preventDefault();
          send(own.trim());
        }}
      >
        <label className={styles.label} htmlFor={ownId}>
          {t(
            choices.length > 0
              ? 'assistant.reply.other'
              : 'assistant.reply.label',
          )}
        </label>
        <input
          id={ownId}
          className={styles.field}
          dir="auto"
          autoComplete="off"
          value={own}
          maxLength={REPLY_MAX_LENGTH}
          onChange={event => setOwn(event.target.value)}
        />
        <Button
          type="submit"
          variant="primary"
          isDisabled={!own.trim()}
          isPending={isSending}
        >
          {t('assistant.reply.send')}
        </Button>
        <Button variant="tertiary" isDisabled={isSending} onPress={onStop}>
          {t('assistant.reply.stop')}
        </Button>
      </form>
      <p className={styles.hint}>{t('assistant.reply.hint')}</p>
      <div role="alert">
        {error !== undefined && <ReplyFailure error={error} />}
      </div>
    </div>
  );
}

function ReplyFailure(props: { error: unknown }) {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { kind, message } = assistantFailure(props.error);
  const description =
    kind === 'notFound'
      ? t('assistant.reply.gone')
      : message ?? t(`assistant.failure.${kind}.description`);
  return (
    <Alert
      status="danger"
      icon
      title={t('assistant.reply.failed')}
      description={description}
    />
  );
}
