import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import {
  dataAssistantApiRef,
  HealthPanel,
} from '@cairn/backstage-plugin-data-assistant-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useClusterLinks, useFactLink } from '../../clusterLinks';
import { dataAssistantTranslationRef } from '../../translation';
import { EmptyNotice, LoadFailure, LoadingRows, failureOf } from '../LoadState';

/** The health of the cluster whose entity page this is. */
export function EntityClusterHealthCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { clusterLink } = useClusterLinks();
  const clusterRef = stringifyEntityRef(entity);
  return (
    <EntityInfoCard
      title={t('entity.cluster.healthTitle')}
      footerActions={
        <Link href={clusterLink(clusterRef)} variant="body-small">
          {t('entity.cluster.open')}
        </Link>
      }
    >
      <HealthOf clusterRef={clusterRef} />
    </EntityInfoCard>
  );
}

function HealthOf(props: { clusterRef: string }) {
  const { clusterRef } = props;
  const api = useApi(dataAssistantApiRef);
  const factLink = useFactLink();
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { value, error, retry } = useAsyncRetry(
    () => api.getClusterHealth(clusterRef),
    [api, clusterRef],
  );
  if (error && failureOf(error) === 'notFound') {
    return (
      <EmptyNotice
        title={t('entity.cluster.pending.title')}
        description={t('entity.cluster.pending.description')}
      />
    );
  }
  if (error) {
    return <LoadFailure error={error} onRetry={retry} />;
  }
  return value ? (
    <HealthPanel health={value} linkTo={factLink} />
  ) : (
    <LoadingRows label={t('health.loading')} />
  );
}
