import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useParams } from 'react-router-dom';
import { clustersRouteRef } from '../../routes';
import { dataAssistantTranslationRef } from '../../translation';
import { LoadFailure, LoadingRows } from '../LoadState';
import { ClusterHeader } from './ClusterHeader';
import styles from './ClusterPage.module.css';
import { ClusterSections } from './ClusterSections';
import { useCluster } from './useCluster';

/** The page of the cluster that the route names. */
export function ClusterPageBody() {
  const { namespace = 'default', name = '' } = useParams();
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const clustersRoute = useRouteRef(clustersRouteRef);
  const { value, error, retry } = useCluster(
    stringifyEntityRef({ kind: 'resource', namespace, name }),
  );
  if (error) {
    return (
      <div className={styles.page}>
        <LoadFailure
          error={error}
          onRetry={retry}
          elsewhere={{
            href: clustersRoute(),
            text: t('clusters.cluster.back'),
          }}
        />
      </div>
    );
  }
  if (!value) {
    return (
      <div className={styles.page}>
        <LoadingRows label={t('clusters.cluster.loading')} rows={5} />
      </div>
    );
  }
  return (
    <div className={styles.page}>
      <ClusterHeader cluster={value} />
      <ClusterSections cluster={value} />
    </div>
  );
}
