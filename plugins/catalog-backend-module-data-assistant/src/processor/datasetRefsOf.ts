import {
  CompoundEntityRef,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { dataClusterSchema } from './dataClusterSchema';

/**
 * The datasets that a valid cluster names, each once. A ref without a kind is a resource, one without
 * a namespace lies in that of the cluster.
 */
export function datasetRefsOf(cluster: Entity): CompoundEntityRef[] {
  const { datasets = [] } = dataClusterSchema.parse(cluster).spec;
  const refs = new Map<string, CompoundEntityRef>();
  for (const written of datasets) {
    const ref = parseEntityRef(written, {
      defaultKind: 'resource',
      defaultNamespace: cluster.metadata.namespace,
    });
    refs.set(stringifyEntityRef(ref), ref);
  }
  return [...refs.values()];
}
