import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './FeedbackForm.module.css';

/** As the backend takes it. */
const MAX_LENGTH = 2_000;
const COUNT_FROM = 1_800;

/** Where a comment is written. Near the longest that can be sent it counts, and beyond it does not send. */
export function CommentField(props: {
  /** What to start from. */
  text: string;
  isSending: boolean;
  onSend: (text: string) => void;
}) {
  const { isSending, onSend } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const [text, setText] = useState(props.text);
  const comment = text.trim();
  const isTooLong = comment.length > MAX_LENGTH;
  const maySend = comment !== '' && comment !== props.text && !isTooLong;
  return (
    <form
      className={styles.comment}
      onSubmit={event => {
        event.preventDefault();
        if (maySend && !isSending) {
          onSend(comment);
        }
      }}
    >
      <TextAreaField
        label={t('feedback.text.label')}
        rows={2}
        value={text}
        isInvalid={isTooLong}
        onChange={setText}
      />
      {comment.length >= COUNT_FROM && (
        <span className={styles.state} data-state={isTooLong ? 'error' : ''}>
          {t('feedback.text.count', {
            length: comment.length.toLocaleString(),
            max: MAX_LENGTH.toLocaleString(),
          })}
        </span>
      )}
      <span role="status" className={styles.tooLong}>
        {isTooLong && t('feedback.text.tooLong')}
      </span>
      <Button
        type="submit"
        size="small"
        variant="secondary"
        isDisabled={!maySend}
        isPending={isSending}
      >
        {t('feedback.text.send')}
      </Button>
    </form>
  );
}
