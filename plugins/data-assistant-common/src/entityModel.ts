import { Entity } from '@backstage/catalog-model';

/** `spec.type` of the Resource that stands for a data cluster. @public */
export const DATA_CLUSTER_TYPE = 'data-cluster';

/** `spec.type` of the Resource that stands for a dataset. @public */
export const DATASET_TYPE = 'dataset';

/**
 * Annotation of a cluster: where its context files are. `dir:.` is the folder of the entity's own
 * file, `dir:./context` one beside it, and `url:https://…` any folder that the portal's UrlReader reads.
 * @public
 */
export const ANNOTATION_CONTEXT_REF = 'data-assistant/context-ref';

/** Annotation of a dataset, or of a cluster for all its datasets: the id of the warehouse. @public */
export const ANNOTATION_WAREHOUSE = 'data-assistant/warehouse';

/** Annotation of a dataset: its table or view in the warehouse, as `schema.table`. @public */
export const ANNOTATION_TABLE = 'data-assistant/table';

/** True for the catalog entity of a data cluster. @public */
export function isDataClusterEntity(entity: Entity): boolean {
  return entity.kind === 'Resource' && entity.spec?.type === DATA_CLUSTER_TYPE;
}

/** True for the catalog entity of a dataset. @public */
export function isDatasetEntity(entity: Entity): boolean {
  return entity.kind === 'Resource' && entity.spec?.type === DATASET_TYPE;
}
