import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Suggestion } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantReactTranslationRef } from '../../translation';
import { SuggestionList } from './SuggestionList';
import styles from './AnswerView.module.css';

/** Vetted questions near to what was asked. */
export function AnswerSuggestions(props: {
  suggestions: Suggestion[];
  onAsk?: (suggestion: Suggestion) => void;
}) {
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('answer.suggestions')}</h3>
      <SuggestionList {...props} label={t('answer.suggestions')} />
    </section>
  );
}
