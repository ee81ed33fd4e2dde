import {
  Entity,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  getEntityRelations,
} from '@backstage/plugin-catalog-react';
import {
  ClusterContext,
  Dataset,
  DataAssistantApi,
  isDataClusterEntity,
} from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { failureOf } from '../LoadState';

/** A dataset as one of its clusters knows it. */
export interface DatasetInCluster {
  cluster: ClusterContext;
  dataset: Dataset;
}

/**
 * Finds the clusters that the dataset's entity is part of and may be seen, with what each knows of the
 * dataset. Empty when there is none.
 */
export function useDatasetOfEntity(entity: Entity) {
  const api = useApi(dataAssistantApiRef);
  const catalogApi = useApi(catalogApiRef);
  const datasetRef = stringifyEntityRef(entity);
  const parents = getEntityRelations(entity, RELATION_PART_OF, {
    kind: 'Resource',
  })
    .map(stringifyEntityRef)
    .sort();
  return useAsyncRetry(async (): Promise<DatasetInCluster[]> => {
    if (parents.length === 0) {
      return [];
    }
    const { items } = await catalogApi.getEntitiesByRefs({
      entityRefs: parents,
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'spec.type'],
    });
    const clusters = await Promise.all(
      items
        .filter(item => item !== undefined)
        .filter(isDataClusterEntity)
        .map(item => clusterIfVisible(api, stringifyEntityRef(item))),
    );
    return clusters.flatMap(cluster => {
      const dataset = cluster?.datasets.find(({ id }) => id === datasetRef);
      return cluster && dataset ? [{ cluster, dataset }] : [];
    });
    // The list of parents is new on each render, its text is not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, catalogApi, datasetRef, parents.join()]);
}

async function clusterIfVisible(
  api: DataAssistantApi,
  ref: string,
): Promise<ClusterContext | undefined> {
  try {
    return await api.getCluster(ref);
  } catch (error) {
    if (error instanceof Error && failureOf(error) === 'notFound') {
      return undefined;
    }
    throw error;
  }
}
