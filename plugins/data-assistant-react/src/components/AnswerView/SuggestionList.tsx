import { Suggestion } from '@cairn/backstage-plugin-data-assistant-common';
import { RiArrowRightLine } from '@remixicon/react';
import styles from './SuggestionList.module.css';

/** @public */
export interface SuggestionListProps {
  suggestions: Suggestion[];
  /** Of the list, for a screen reader. */
  label: string;
  /** Without it the questions are shown only. */
  onAsk?: (suggestion: Suggestion) => void;
}

/**
 * Vetted questions, each a button that asks it.
 * @public
 */
export function SuggestionList(props: SuggestionListProps) {
  const { suggestions, label, onAsk } = props;
  return (
    <ul className={styles.list} aria-label={label}>
      {suggestions.map(suggestion => (
        <li key={`${suggestion.cluster}-${suggestion.question}`}>
          <button
            type="button"
            className={styles.suggestion}
            disabled={!onAsk}
            onClick={() => onAsk?.(suggestion)}
          >
            <span>
              <span className={styles.question}>{suggestion.question}</span>
              <span className={styles.cluster}>{suggestion.clusterTitle}</span>
            </span>
            <RiArrowRightLine size={16} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
