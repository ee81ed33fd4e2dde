import {
  Entity,
  getCompoundEntityRef,
  RELATION_HAS_PART,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  isDataClusterEntity,
  isDatasetEntity,
} from '@cairn/backstage-plugin-data-assistant-common';
import { checkEntity } from './checkEntity';
import { dataClusterSchema } from './dataClusterSchema';
import { datasetRefsOf } from './datasetRefsOf';
import { datasetSchema } from './datasetSchema';

/**
 * Validates data clusters and datasets, and emits `hasPart` and `partOf` between a cluster and each of
 * its `spec.datasets`. Owners are related by the catalog's own processor.
 */
export class DataAssistantEntityProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'DataAssistantEntityProcessor';
  }

  /** Before the catalog's own check (20), whose message for a missing owner names no remedy. */
  getPriority(): number {
    return 10;
  }

  /**
   * Always false for what it lets pass: whether the entity is a Resource that the catalog knows stays
   * the judgement of the processors of that kind.
   *
   * @throws InputError that names each wrong field and how to mend it
   */
  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (isDataClusterEntity(entity)) {
      checkEntity(entity, dataClusterSchema);
    } else if (isDatasetEntity(entity)) {
      checkEntity(entity, datasetSchema);
    }
    return false;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (isDataClusterEntity(entity)) {
      const cluster = getCompoundEntityRef(entity);
      for (const dataset of datasetRefsOf(entity)) {
        emit(
          processingResult.relation({
            source: cluster,
            type: RELATION_HAS_PART,
            target: dataset,
          }),
        );
        emit(
          processingResult.relation({
            source: dataset,
            type: RELATION_PART_OF,
            target: cluster,
          }),
        );
      }
    }
    return entity;
  }
}
