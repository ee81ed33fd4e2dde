import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToggleButton } from '@backstage/ui';
import { FeedbackRating } from '@cairn/backstage-plugin-data-assistant-common';
import { RiThumbDownLine, RiThumbUpLine } from '@remixicon/react';
import { useState } from 'react';
import { dataAssistantReactTranslationRef } from '../../translation';
import { FeedbackComment } from './FeedbackComment';
import styles from './FeedbackForm.module.css';

/** What the reader gave. */
interface Given {
  rating: FeedbackRating;
  text?: string;
}

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
  const [kept, setKept] = useState<Given | undefined>(feedback);
  const [sending, setSending] = useState<Given>();
  const [outcome, setOutcome] = useState<'sent' | 'error'>();
  const [thumbs, setThumbs] = useState(0);

  const submit = async (next: Given): Promise<boolean> => {
    if (sending) {
      return false;
    }
    setSending(next);
    setOutcome(undefined);
    try {
      await onSubmit(next);
      setKept(next);
      setOutcome('sent');
      return true;
    } catch {
      // Shown to the reader, who can try again; there is nothing else to be done about it here.
      setOutcome('error');
      return false;
    } finally {
      setSending(undefined);
    }
  };
  const rate = async (rating: FeedbackRating, pointer: string) => {
    const taken = await submit({ ...kept, rating });
    // On a touch screen the focus of a field brings up the keyboard, over the answer.
    if (taken && pointer !== 'touch') {
      setThumbs(count => count + 1);
    }
  };

  const icons = [
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
        {icons.map(({ value, icon }) => (
          <ToggleButton
            key={value}
            size="small"
            aria-label={t(`feedback.${value}`)}
            iconStart={icon}
            isSelected={(sending ?? kept)?.rating === value}
            onPress={event => rate(value, event.pointerType)}
          />
        ))}
      </div>
      {kept && (
        <FeedbackComment
          kept={kept.text}
          focusKey={thumbs}
          isSending={sending !== undefined}
          onSend={text => submit({ rating: kept.rating, text })}
        />
      )}
      <div role="status" className={styles.state} data-state={outcome}>
        {outcome === 'sent' && t('feedback.sent')}
        {outcome === 'error' && t('feedback.error')}
      </div>
    </div>
  );
}
