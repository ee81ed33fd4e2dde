import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AnswerSource,
  Freshness,
} from '@cairn/backstage-plugin-data-assistant-common';
import { visibleText } from '../../text/visibleText';
import { dataAssistantReactTranslationRef } from '../../translation';
import { entityName, formatNewest } from './freshness';
import styles from './AnswerView.module.css';

/** The question as it was understood. */
export function AnswerReadAs(props: { question: string }) {
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <p className={styles.readAs}>
      {t('answer.readAs')} <bdi>{visibleText(props.question)}</bdi>
    </p>
  );
}

/** What was assumed where the question was silent. */
export function AnswerAssumptions(props: { assumptions: string[] }) {
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('answer.assumptions')}</h3>
      <ul className={styles.assumptions}>
        {props.assumptions.map(assumption => (
          <li key={assumption} dir="auto">
            {visibleText(assumption)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How new the data of each dataset is. */
export function AnswerFreshness(props: {
  freshness: Freshness[];
  sources: AnswerSource[];
}) {
  const { freshness, sources } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('answer.freshness')}</h3>
      <ul className={styles.sources}>
        {freshness.map(({ dataset, newest }) => (
          <li key={dataset}>
            <time dateTime={newest}>{formatNewest(newest)}</time>
            <span className={styles.muted}>
              {sources.find(source => source.id === dataset)?.title ??
                entityName(dataset)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
