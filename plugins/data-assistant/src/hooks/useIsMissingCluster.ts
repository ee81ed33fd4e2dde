import { useApi } from '@backstage/core-plugin-api';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import useAsync from 'react-use/esm/useAsync';

/**
 * Whether there is no cluster of that name or entity ref that the reader may ask; false until that is known, and when it
 * cannot be found out.
 */
export function useIsMissingCluster(cluster: string | undefined): boolean {
  const api = useApi(dataAssistantApiRef);
  const { value } = useAsync(async () => {
    if (!cluster) {
      return undefined;
    }
    const clusters = await api.listClusters();
    const wanted = cluster.toLowerCase();
    const isThere = clusters.some(
      ({ id, name, can }) =>
        can.ask && [id, name].some(known => known.toLowerCase() === wanted),
    );
    return { cluster, isThere };
  }, [api, cluster]);
  return value?.cluster === cluster && value?.isThere === false;
}
