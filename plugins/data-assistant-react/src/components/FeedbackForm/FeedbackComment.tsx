import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { dataAssistantReactTranslationRef } from '../../translation';
import { CommentField } from './CommentField';
import styles from './FeedbackForm.module.css';

/** The comment that goes with a thumb: the box to write it in, and once it was sent what it says. */
export function FeedbackComment(props: {
  /** The comment that was sent. */
  kept?: string;
  /** Changes when the comment should take the focus. */
  focusKey: number;
  isSending: boolean;
  /** Resolves to whether it was taken. */
  onSend: (text: string) => Promise<boolean>;
}) {
  const { kept, focusKey, isSending, onSend } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const [isOpen, setIsOpen] = useState(kept === undefined);
  // What was pressed is gone once the box opens or closes.
  const [turns, setTurns] = useState(0);
  const ref = useRef<HTMLDivElement>(null);
  const turn = (open: boolean) => {
    setIsOpen(open);
    setTurns(count => count + 1);
  };
  const focus = focusKey + turns;
  useEffect(() => {
    if (focus > 0) {
      ref.current
        ?.querySelector<HTMLElement>('textarea, button')
        ?.focus({ preventScroll: true });
    }
  }, [focus]);

  return (
    <div ref={ref}>
      {isOpen ? (
        <CommentField
          text={kept ?? ''}
          isSending={isSending}
          onSend={async text => {
            if (await onSend(text)) {
              turn(false);
            }
          }}
        />
      ) : (
        <div className={styles.comment}>
          <p className={styles.kept}>
            <span className={styles.label}>{t('feedback.text.yours')}</span>{' '}
            <bdi>{kept}</bdi>
          </p>
          <Button size="small" variant="tertiary" onPress={() => turn(true)}>
            {t('feedback.text.change')}
          </Button>
        </div>
      )}
    </div>
  );
}
