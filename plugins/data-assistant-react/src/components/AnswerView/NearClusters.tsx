import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import {
  AnswerSource,
  NearCluster,
} from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantReactTranslationRef } from '../../translation';
import { Nearness } from './Nearness';
import styles from './AnswerView.module.css';

/** The clusters whose topic is nearest to a question which none covers, nearest first, and whom to talk to. */
export function NearClusters(props: {
  clusters: NearCluster[];
  linkTo: (source: AnswerSource) => string | undefined;
}) {
  const { clusters, linkTo } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const sorted = [...clusters].sort((a, b) => b.score - a.score);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('answer.nearClusters')}</h3>
      <ul className={styles.sources}>
        {sorted.map(({ cluster, title, owner, score }) => {
          const href = linkTo({ kind: 'cluster', id: cluster, title });
          return (
            <li key={cluster}>
              {href ? (
                <Link href={href} variant="body-medium">
                  {title}
                </Link>
              ) : (
                <span>{title}</span>
              )}
              <span className={styles.muted}>
                {t('answer.ownedBy')}{' '}
                <EntityDisplayName
                  entityRef={owner}
                  defaultKind="group"
                  hideIcon
                />
              </span>
              <Nearness score={score} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
