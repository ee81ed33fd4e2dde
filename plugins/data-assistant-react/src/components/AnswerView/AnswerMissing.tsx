import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { NearCluster } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantReactTranslationRef } from '../../translation';
import { ModelMarkdown } from './ModelMarkdown';
import { nearnessOf } from './nearnessOf';
import styles from './AnswerView.module.css';

const isLikely = ({ score }: NearCluster) =>
  ['veryLikely', 'likely'].includes(nearnessOf(score));

/**
 * What the context lacks, in the words of the model, and whom to ask for it: the owner of the cluster that it belongs
 * to or, where none is named, of the nearest one that the question is likely about.
 */
export function AnswerMissing(props: {
  missing: string;
  /** Entity ref of the cluster that it belongs to, where that is known. */
  cluster?: string;
  nearClusters?: NearCluster[];
}) {
  const { missing, cluster, nearClusters = [] } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const [nearest] = nearClusters
    .filter(isLikely)
    .sort((a, b) => b.score - a.score);
  const asked = cluster
    ? nearClusters.find(near => near.cluster === cluster)
    : nearest;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('answer.missing')}</h3>
      <div dir="auto" className={styles.prose}>
        <ModelMarkdown text={missing} />
      </div>
      {asked && (
        <div className={styles.muted}>
          {t(cluster ? 'answer.missing.owner' : 'answer.missing.nearest', {
            topic: <bdi>{asked.title}</bdi>,
            owner: (
              <EntityDisplayName
                entityRef={asked.owner}
                defaultKind="group"
                hideIcon
              />
            ),
          })}
        </div>
      )}
    </section>
  );
}
