import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  dataAssistantApiRef,
  HealthPanel,
} from '@cairn/backstage-plugin-data-assistant-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useFactLink } from '../../clusterLinks';
import { dataAssistantTranslationRef } from '../../translation';
import { LoadFailure, LoadingRows } from '../LoadState';

/** The health of a cluster with its signals, their facts and what would raise it. */
export function HealthTab(props: { clusterId: string }) {
  const { clusterId } = props;
  const api = useApi(dataAssistantApiRef);
  const factLink = useFactLink();
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { value, error, retry } = useAsyncRetry(
    () => api.getClusterHealth(clusterId),
    [api, clusterId],
  );
  if (error) {
    return <LoadFailure error={error} onRetry={retry} />;
  }
  return value ? (
    <HealthPanel health={value} linkTo={factLink} />
  ) : (
    <LoadingRows label={t('health.loading')} />
  );
}
