import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { NearCluster } from '@cairn/backstage-plugin-data-assistant-common';
import { RiArrowRightLine } from '@remixicon/react';
import { dataAssistantReactTranslationRef } from '../../translation';
import answerStyles from './AnswerView.module.css';
import styles from './SuggestionList.module.css';

/** Clusters that may cover a question alike, each a button that asks it there. */
export function ClusterChoices(props: {
  choices: NearCluster[];
  /** Without it the clusters are shown only. */
  onAskIn?: (cluster: NearCluster) => void;
}) {
  const { choices, onAskIn } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <section className={answerStyles.section}>
      <h3 className={answerStyles.heading}>{t('answer.choices')}</h3>
      <ul className={styles.list} aria-label={t('answer.choices')}>
        {choices.map(choice => (
          <li key={choice.cluster}>
            <button
              type="button"
              className={styles.suggestion}
              disabled={!onAskIn}
              onClick={() => onAskIn?.(choice)}
            >
              <span>
                <span className={styles.question}>
                  {t('answer.choice', { cluster: choice.title })}
                </span>
                <span className={styles.cluster}>
                  {t('answer.ownedBy')}{' '}
                  <EntityDisplayName
                    entityRef={choice.owner}
                    defaultKind="group"
                    hideIcon
                    disableTooltip
                  />
                </span>
              </span>
              <RiArrowRightLine size={16} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
