import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  AnswerSource,
  NearCluster,
} from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './AnswerView.module.css';

/** Clusters that came near to a question which none covers, and whom to talk to. */
export function NearClusters(props: {
  clusters: NearCluster[];
  linkTo: (source: AnswerSource) => string | undefined;
}) {
  const { clusters, linkTo } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <section className={styles.section}>
      <h4 className={styles.heading}>{t('answer.nearClusters')}</h4>
      <ul className={styles.sources}>
        {clusters.map(({ cluster, title, owner }) => {
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
                {t('answer.ownedBy', { owner: ownerName(owner) })}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function ownerName(owner: string): string {
  return parseEntityRef(owner, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  }).name;
}
