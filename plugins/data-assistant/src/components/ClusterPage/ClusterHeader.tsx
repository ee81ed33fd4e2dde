import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ButtonLink, Link, Text } from '@backstage/ui';
import { ClusterContext } from '@cairn/backstage-plugin-data-assistant-common';
import { HealthBadge } from '@cairn/backstage-plugin-data-assistant-react';
import { RiChat3Line } from '@remixicon/react';
import { useClusterLinks } from '../../clusterLinks';
import { clustersRouteRef } from '../../routes';
import { dataAssistantTranslationRef } from '../../translation';
import { ClusterCounts } from '../ClustersPage';
import styles from './ClusterPage.module.css';

/** What a cluster is, who owns it, how well it is, and the way to ask it. */
export function ClusterHeader(props: { cluster: ClusterContext }) {
  const { cluster } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { askLink } = useClusterLinks();
  const clustersRoute = useRouteRef(clustersRouteRef);
  return (
    <header className={styles.header}>
      <div className={styles.headline}>
        <Link href={clustersRoute()} variant="body-small">
          {t('clusters.cluster.back')}
        </Link>
        <div className={styles.title}>
          <Text as="h2" variant="title-medium" weight="bold">
            {cluster.title}
          </Text>
          <HealthBadge score={cluster.health} />
        </div>
        {cluster.description && (
          <Text as="p" variant="body-medium">
            {cluster.description}
          </Text>
        )}
        <div className={styles.about}>
          <Text as="span" variant="body-small" color="secondary">
            {t('clusters.owned')}{' '}
            <EntityRefLink
              entityRef={cluster.owner}
              defaultKind="group"
              hideIcon
            />
          </Text>
          <ClusterCounts counts={cluster.counts} />
          <EntityRefLink
            entityRef={cluster.id}
            title={t('clusters.cluster.entity')}
            hideIcon
          />
        </div>
      </div>
      {cluster.can.ask && (
        <ButtonLink
          href={askLink(cluster.id)}
          variant="primary"
          iconStart={<RiChat3Line />}
        >
          {t('clusters.cluster.ask')}
        </ButtonLink>
      )}
    </header>
  );
}
