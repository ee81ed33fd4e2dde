import { useApi } from '@backstage/core-plugin-api';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

/** Loads a cluster with its context, by the entity ref of its catalog entity. */
export function useCluster(clusterRef: string) {
  const api = useApi(dataAssistantApiRef);
  return useAsyncRetry(() => api.getCluster(clusterRef), [api, clusterRef]);
}
