import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  AnswerSource,
  AnswerSourceKind,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  RiArticleLine,
  RiQuestionAnswerLine,
  RiStackLine,
  RiTable2,
} from '@remixicon/react';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './AnswerView.module.css';

const icons: Record<AnswerSourceKind, typeof RiStackLine> = {
  cluster: RiStackLine,
  pair: RiQuestionAnswerLine,
  doc: RiArticleLine,
  dataset: RiTable2,
};

/** What an answer rests on, each with its kind and a way to it. */
export function AnswerSources(props: {
  sources: AnswerSource[];
  linkTo: (source: AnswerSource) => string | undefined;
}) {
  const { sources, linkTo } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('answer.sources')}</h3>
      <ul className={styles.sources}>
        {sources.map(source => {
          const Icon = icons[source.kind];
          const href = linkTo(source);
          return (
            <li key={`${source.kind}-${source.id}`}>
              <Icon size={16} aria-hidden="true" />
              <span className={styles.muted}>{t(`source.${source.kind}`)}</span>
              {href ? (
                <Link href={href} variant="body-medium">
                  {source.title}
                </Link>
              ) : (
                <span>{source.title}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
