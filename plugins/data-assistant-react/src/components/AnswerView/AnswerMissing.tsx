import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { NearCluster } from '@cairn/backstage-plugin-data-assistant-common';
import { visibleText } from '../../text/visibleText';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './AnswerView.module.css';

/** What the context lacks, in the words of the model, and who could add it. */
export function AnswerMissing(props: {
  missing: string;
  /** Entity ref of the cluster that it is missing from. */
  cluster?: string;
  nearClusters?: NearCluster[];
}) {
  const { missing, cluster, nearClusters = [] } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const owner = nearClusters.find(near => near.cluster === cluster)?.owner;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('answer.missing')}</h3>
      <div dir="auto" className={styles.prose}>
        {visibleText(missing)}
      </div>
      {owner && (
        <div className={styles.muted}>
          <EntityDisplayName entityRef={owner} defaultKind="group" hideIcon />{' '}
          {t('answer.missing.owner')}
        </div>
      )}
    </section>
  );
}
