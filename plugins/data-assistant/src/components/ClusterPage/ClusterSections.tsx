import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { ClusterContext } from '@cairn/backstage-plugin-data-assistant-common';
import { useEffect, useRef } from 'react';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './ClusterPage.module.css';
import { DatasetsTab } from './DatasetsTab';
import { DocsTab } from './DocsTab';
import { HealthTab } from './HealthTab';
import { PairsTab } from './PairsTab';
import { ProblemsTab } from './ProblemsTab';
import { ClusterTab, useClusterTab } from './useClusterTab';

/** The context of a cluster in tabs; problems are only there for those who curate it. */
export function ClusterSections(props: { cluster: ClusterContext }) {
  const { cluster } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const [asked, select] = useClusterTab();
  const { problems } = cluster;
  const tab = asked === 'problems' && !problems ? 'pairs' : asked;
  const tabsRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The list scrolls where it is narrow, and an address may ask for the last of them.
    const list = tabsRef.current;
    const chosen = list?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (list && chosen) {
      const { left, right } = chosen.getBoundingClientRect();
      const seen = list.getBoundingClientRect();
      list.scrollLeft +=
        Math.max(0, right - seen.right) - Math.max(0, seen.left - left);
    }
  }, [tab]);
  const title = (name: ClusterTab, count: number) =>
    `${t(`clusters.tabs.${name}`)} (${count})`;

  return (
    <Tabs
      selectedKey={tab}
      onSelectionChange={key => select(key as ClusterTab)}
    >
      <div ref={tabsRef} className={styles.tabs}>
        <TabList aria-label={t('clusters.cluster.sections')}>
          <Tab id="pairs">{title('pairs', cluster.pairs.length)}</Tab>
          <Tab id="docs">{title('docs', cluster.docs.length)}</Tab>
          <Tab id="datasets">{title('datasets', cluster.datasets.length)}</Tab>
          <Tab id="health">{t('clusters.tabs.health')}</Tab>
          {problems && (
            <Tab id="problems">{title('problems', problems.length)}</Tab>
          )}
        </TabList>
      </div>
      <TabPanel id="pairs" className={styles.panel}>
        <PairsTab pairs={cluster.pairs} curates={cluster.can.curate} />
      </TabPanel>
      <TabPanel id="docs" className={styles.panel}>
        <DocsTab docs={cluster.docs} />
      </TabPanel>
      <TabPanel id="datasets" className={styles.panel}>
        <DatasetsTab datasets={cluster.datasets} />
      </TabPanel>
      <TabPanel id="health" className={styles.panel}>
        <HealthTab clusterId={cluster.id} />
      </TabPanel>
      {problems && (
        <TabPanel id="problems" className={styles.panel}>
          <ProblemsTab problems={problems} />
        </TabPanel>
      )}
    </Tabs>
  );
}
