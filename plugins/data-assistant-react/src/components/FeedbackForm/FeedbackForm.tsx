import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextAreaField, ToggleButton } from '@backstage/ui';
import { FeedbackRating } from '@cairn/backstage-plugin-data-assistant-common';
import { RiThumbDownLine, RiThumbUpLine } from '@remixicon/react';
import { useState } from 'react';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './FeedbackForm.module.css';

const TEXT_MAX_LENGTH = 2_000;

/** @public */
export interface FeedbackFormProps {
  /** What was given before. */
  feedback?: { rating: FeedbackRating; text?: string };
  /** Keeps the feedback; rejects when it could not. */
  onSubmit: (feedback: {
    rating: FeedbackRating;
    text?: string;
  }) => Promise<unknown>;
}

/**
 * A thumb, sent at once, and then a comment for the experts, if one likes.
 * @public
 */
export function FeedbackForm(props: FeedbackFormProps) {
  const { feedback, onSubmit } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const [rating, setRating] = useState(feedback?.rating);
  const [text, setText] = useState(feedback?.text ?? '');
  const [state, setState] = useState<'idle' | 'sending' | 'sent' | 'error'>(
    'idle',
  );

  const submit = async (next: FeedbackRating) => {
    const before = rating;
    const comment = text.trim();
    setRating(next);
    setState('sending');
    try {
      await onSubmit({ rating: next, ...(comment && { text: comment }) });
      setState('sent');
    } catch {
      // Shown to the reader, who can try again; there is nothing else to be done about it here.
      setRating(before);
      setState('error');
    }
  };

  const thumbs = [
    { value: 'up', icon: <RiThumbUpLine /> },
    { value: 'down', icon: <RiThumbDownLine /> },
  ] as const;
  return (
    <div className={styles.root}>
      <div
        className={styles.thumbs}
        role="group"
        aria-label={t('feedback.label')}
      >
        <span className={styles.label}>{t('feedback.label')}</span>
        {thumbs.map(({ value, icon }) => (
          <ToggleButton
            key={value}
            size="small"
            aria-label={t(`feedback.${value}`)}
            iconStart={icon}
            isSelected={rating === value}
            isDisabled={state === 'sending'}
            onChange={() => submit(value)}
          />
        ))}
      </div>
      {rating && (
        <form
          className={styles.comment}
          onSubmit={event => {
            event.preventDefault();
            submit(rating);
          }}
        >
          <TextAreaField
            label={t('feedback.text.label')}
            rows={2}
            value={text}
            maxLength={TEXT_MAX_LENGTH}
            onChange={setText}
          />
          <Button
            type="submit"
            size="small"
            variant="secondary"
            isDisabled={!text.trim() || state === 'sending'}
          >
            {t('feedback.text.send')}
          </Button>
        </form>
      )}
      <div role="status" className={styles.state} data-state={state}>
        {state === 'sent' && t('feedback.sent')}
        {state === 'error' && t('feedback.error')}
      </div>
    </div>
  );
}
