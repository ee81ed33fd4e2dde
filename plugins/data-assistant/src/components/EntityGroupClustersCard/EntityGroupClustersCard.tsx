import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { clustersRouteRef } from '../../routes';
import { dataAssistantTranslationRef } from '../../translation';
import { EmptyNotice, LoadFailure, LoadingRows } from '../LoadState';
import { TeamClusterList } from './TeamClusterList';

/** The clusters of the team whose entity page this is, with their health. */
export function EntityGroupClustersCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const clustersRoute = useRouteRef(clustersRouteRef);
  const owner = stringifyEntityRef(entity);
  return (
    <EntityInfoCard
      title={t('entity.group.title')}
      footerActions={
        <Link
          href={`${clustersRoute()}?owner=${encodeURIComponent(owner)}`}
          variant="body-small"
        >
          {t('entity.group.all')}
        </Link>
      }
    >
      <ClustersOf owner={owner} />
    </EntityInfoCard>
  );
}

function ClustersOf(props: { owner: string }) {
  const { owner } = props;
  const api = useApi(dataAssistantApiRef);
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { value, error, retry } = useAsyncRetry(
    () => api.listClusters({ owner }),
    [api, owner],
  );
  if (error) {
    return <LoadFailure error={error} onRetry={retry} />;
  }
  if (!value) {
    return <LoadingRows label={t('entity.group.loading')} rows={2} />;
  }
  return value.length === 0 ? (
    <EmptyNotice
      title={t('entity.group.none.title')}
      description={t('entity.group.none.description')}
    />
  ) : (
    <TeamClusterList clusters={value} />
  );
}
