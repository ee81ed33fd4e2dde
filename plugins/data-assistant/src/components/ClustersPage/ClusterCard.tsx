import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Link,
  Text,
} from '@backstage/ui';
import { ClusterSummary } from '@cairn/backstage-plugin-data-assistant-common';
import { HealthBadge } from '@cairn/backstage-plugin-data-assistant-react';
import { useClusterLinks } from '../../clusterLinks';
import { dataAssistantTranslationRef } from '../../translation';
import { ClusterCounts } from './ClusterCounts';
import styles from './ClustersPage.module.css';

/** A cluster in the list: what it is about, who owns it, how much is in it and how well it is. */
export function ClusterCard(props: { cluster: ClusterSummary }) {
  const { cluster } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { clusterLink } = useClusterLinks();
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHeader}>
          <Text as="h3" variant="title-x-small" weight="bold">
            <Link
              href={clusterLink(cluster.id)}
              variant="title-x-small"
              weight="bold"
              standalone
            >
              {cluster.title}
            </Link>
          </Text>
          <HealthBadge score={cluster.health} />
        </div>
      </CardHeader>
      <CardBody>
        {cluster.description && (
          <Text as="p" variant="body-medium" className={styles.description}>
            {cluster.description}
          </Text>
        )}
        <ClusterCounts counts={cluster.counts} />
        {cluster.counts.problems > 0 && cluster.can.curate && (
          <Text as="p" variant="body-small" color="danger">
            {t('clusters.counts.problems', { count: cluster.counts.problems })}
          </Text>
        )}
      </CardBody>
      <CardFooter>
        <Text as="span" variant="body-small" color="secondary">
          {t('clusters.owned')}{' '}
          <EntityRefLink
            entityRef={cluster.owner}
            defaultKind="group"
            hideIcon
          />
        </Text>
      </CardFooter>
    </Card>
  );
}
