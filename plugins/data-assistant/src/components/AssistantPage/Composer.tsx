import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, VisuallyHidden } from '@backstage/ui';
import { RiSendPlane2Line, RiStopCircleLine } from '@remixicon/react';
import { KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './Composer.module.css';

/** As the backend takes it. */
export const QUESTION_MAX_LENGTH = 4_000;
const COUNT_FROM = 3_500;

/** While an input method composes, Enter picks a word; Safari says so by the old key code alone. */
function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}

/** Where the question is written. Enter sends, Shift and Enter break the line; while an answer is on its way, it can be stopped. */
export function Composer(props: {
  /** Changes when the field should take the focus. */
  focusKey: string;
  /** Text to start from; each new one replaces what is there. */
  draft?: { text: string };
  onSend: (text: string) => void;
  /** Given while a run may be stopped. */
  onStop?: () => void;
  /** A question is on its way. */
  isSending: boolean;
  /** There is somebody to ask. */
  mayAsk: boolean;
}) {
  const { focusKey, draft, onSend, onStop, isSending, mayAsk } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const [text, setText] = useState('');
  const ref = useRef<HTMLTextAreaElement>(null);
  const countId = useId();
  const hintId = useId();
  const tooLong = text.trim().length > QUESTION_MAX_LENGTH;
  const counted = text.length >= COUNT_FROM;
  const maySend =
    Boolean(text.trim()) && !tooLong && !isSending && !onStop && mayAsk;

  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
  }, [focusKey]);

  useEffect(() => {
    if (draft) {
      setText(draft.text);
      ref.current?.focus();
    }
  }, [draft]);

  const send = () => {
    if (maySend) {
      onSend(text.trim());
      setText('');
    }
    ref.current?.focus();
  };

  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
    >
      <div className={styles.box} data-invalid={tooLong || undefined}>
        <textarea
          ref={ref}
          className={styles.text}
          rows={1}
          value={text}
          placeholder={t('assistant.composer.placeholder')}
          aria-label={t('assistant.composer.label')}
          aria-describedby={counted ? `${hintId} ${countId}` : hintId}
          aria-invalid={tooLong}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            if (
              event.key === 'Enter' &&
              !event.shiftKey &&
              !isComposing(event)
            ) {
              event.preventDefault();
              send();
            }
          }}
        />
        {onStop ? (
          <Button
            variant="primary"
            iconStart={<RiStopCircleLine aria-hidden="true" />}
            onPress={() => {
              onStop();
              ref.current?.focus();
            }}
          >
            {t('assistant.composer.stop')}
          </Button>
        ) : (
          <Button
            type="submit"
            variant="primary"
            isDisabled={!maySend}
            iconStart={<RiSendPlane2Line aria-hidden="true" />}
          >
            {t('assistant.composer.send')}
          </Button>
        )}
      </div>
      <div className={styles.notes}>
        <span
          id={hintId}
          className={onStop || !mayAsk ? undefined : styles.hint}
        >
          {!mayAsk && t('assistant.composer.hintNoCluster')}
          {mayAsk && onStop && t('assistant.composer.hintWorking')}
          {mayAsk && !onStop && t('assistant.composer.hint')}
        </span>
        {counted && (
          <span id={countId} data-invalid={tooLong || undefined}>
            {t('assistant.composer.count', {
              length: text.trim().length.toLocaleString(),
              max: QUESTION_MAX_LENGTH.toLocaleString(),
            })}
          </span>
        )}
        <VisuallyHidden role="status">
          {tooLong &&
            t('assistant.composer.tooLong', {
              max: QUESTION_MAX_LENGTH.toLocaleString(),
            })}
        </VisuallyHidden>
      </div>
    </form>
  );
}
