import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  ANNOTATION_TABLE,
  ANNOTATION_WAREHOUSE,
  DATASET_TYPE,
  isDatasetEntity,
} from '@cairn/backstage-plugin-data-assistant-common';
import { Duration } from 'luxon';
import { ClusterUpdate } from '../ContextStore';
import { describeEntity } from './readClusterEntity';

// schema.table, or project.dataset.table.
const TABLE = /^[^\s.]+(\.[^\s.]+){1,2}$/;

/**
 * Reads the entity of a dataset.
 *
 * @throws InputError, whose message tells the owners of the cluster what to mend
 */
export function readDatasetEntity(
  entity: Entity,
  clusterWarehouse: string | undefined,
): ClusterUpdate['datasets'][number] {
  const id = stringifyEntityRef(entity);
  if (!isDatasetEntity(entity)) {
    throw new InputError(
      `${id} is no dataset; make it a Resource with spec.type ${DATASET_TYPE}, or take it out of spec.datasets`,
    );
  }
  const annotations = entity.metadata.annotations ?? {};
  const table = annotations[ANNOTATION_TABLE]?.trim();
  if (!table || !TABLE.test(table) || table.length > 512) {
    throw new InputError(
      `${id} needs the annotation ${ANNOTATION_TABLE} with its table as schema.table`,
    );
  }
  const warehouse = annotations[ANNOTATION_WAREHOUSE] ?? clusterWarehouse;
  if (!warehouse || warehouse.length > 255) {
    throw new InputError(
      `${id} has no warehouse; add the annotation ${ANNOTATION_WAREHOUSE} to it or to its cluster`,
    );
  }
  const { rhythm, partitionColumn, lifecycle } = entity.spec ?? {};
  if (
    rhythm !== undefined &&
    (typeof rhythm !== 'string' ||
      rhythm.length > 32 ||
      !Duration.fromISO(rhythm).isValid)
  ) {
    throw new InputError(
      `spec.rhythm of ${id} must be an ISO 8601 duration such as P1D`,
    );
  }
  if (
    partitionColumn !== undefined &&
    (typeof partitionColumn !== 'string' || partitionColumn.length > 255)
  ) {
    throw new InputError(
      `spec.partitionColumn of ${id} must be the name of a column`,
    );
  }
  return {
    id,
    ...describeEntity(entity),
    warehouse,
    table,
    ...(rhythm === undefined ? {} : { rhythm }),
    ...(partitionColumn === undefined ? {} : { partitionColumn }),
    deprecated: lifecycle === 'deprecated',
  };
}
