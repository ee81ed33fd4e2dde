import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId, useState } from 'react';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './Turn.module.css';

const LONG_CHARACTERS = 600;
const LONG_LINES = 8;

/** A question as a heading; of a long one the first lines, and the rest when it is asked for. */
export function FoldedQuestion(props: { text: string }) {
  const { text } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  const textId = useId();
  const isLong =
    text.length > LONG_CHARACTERS || text.split('\n').length > LONG_LINES;
  return (
    <>
      <h2
        id={textId}
        dir="auto"
        className={styles.questionText}
        data-folded={(isLong && !isOpen) || undefined}
      >
        {text}
      </h2>
      {isLong && (
        <button
          type="button"
          className={styles.questionMore}
          aria-expanded={isOpen}
          aria-controls={textId}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t(isOpen ? 'assistant.message.less' : 'assistant.message.more')}
        </button>
      )}
    </>
  );
}
