import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId, useState } from 'react';
import { visibleText } from '../../text/visibleText';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './RunSteps.module.css';

const SHOWN_CHARACTERS = 280;
const SHOWN_LINES = 4;

/** Its beginning when it is long, cut between lines or characters and not inside of one. */
function beginningOf(text: string): string {
  const lines = text.split('\n', SHOWN_LINES).join('\n');
  return lines.length <= SHOWN_CHARACTERS
    ? `${lines}\n`
    : Array.from(lines.slice(0, SHOWN_CHARACTERS + 1))
        .slice(0, -1)
        .join('');
}

/** Plain text; of a long one the beginning, and the rest when it is asked for. */
export function FoldedText(props: { text: string }) {
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const [expanded, setExpanded] = useState(false);
  const textId = useId();
  const text = props.text.trim();
  const beginning = beginningOf(text);
  const isLong = beginning.length < text.length;
  return (
    <div className={styles.detail}>
      <div id={textId} dir="auto" className={styles.text}>
        {visibleText(isLong && !expanded ? `${beginning}…` : text)}
      </div>
      {isLong && (
        <button
          type="button"
          className={styles.more}
          aria-expanded={expanded}
          aria-controls={textId}
          onClick={() => setExpanded(!expanded)}
        >
          {expanded ? t('steps.less') : t('steps.more')}
        </button>
      )}
    </div>
  );
}
