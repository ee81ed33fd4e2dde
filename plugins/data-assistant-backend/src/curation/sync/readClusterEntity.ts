import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  ANNOTATION_CONTEXT_REF,
  ANNOTATION_WAREHOUSE,
  ContextProblem,
} from '@cairn/backstage-plugin-data-assistant-common';
import { storableText } from '../../conversations/storableText';
import { ClusterUpdate } from '../ContextStore';
import { fullEntityRef } from '../fullEntityRef';
import { entityFileOf } from './entityFileOf';

/** What the entity of a cluster says. */
export interface ClusterEntity {
  cluster: ClusterUpdate['cluster'];
  /** Full refs of its datasets, without repeats. */
  datasetRefs: string[];
  problems: ContextProblem[];
}

/** Longest title that the tables take. */
const MAX_TITLE_LENGTH = 255;

/** Title and description of an entity as the tables take them. */
export function describeEntity(entity: Entity): {
  title: string;
  description?: string;
} {
  const { title, name, description } = entity.metadata;
  return {
    title: storableText(title ?? name).slice(0, MAX_TITLE_LENGTH),
    ...(description ? { description: storableText(description) } : {}),
  };
}

/**
 * Reads the entity of a data cluster. What is wrong in it becomes a problem, and never opens the
 * cluster to more people.
 *
 * @throws InputError when it has no owner, so that there is nobody to tell
 */
export function readClusterEntity(entity: Entity): ClusterEntity {
  const id = stringifyEntityRef(entity);
  const namespace = entity.metadata.namespace ?? 'default';
  const file = entityFileOf(entity);
  const problems: ContextProblem[] = [];
  const annotations = entity.metadata.annotations ?? {};
  const { owner, audience, datasets } = entity.spec ?? {};

  let ownerRef: string;
  try {
    ownerRef = fullEntityRef(owner, { kind: 'group', namespace });
  } catch (error) {
    throw new InputError(`spec.owner of ${id} is no entity ref`, error);
  }

  const readRefs = (field: string, value: unknown, kind: string): string[] => {
    if (!Array.isArray(value)) {
      problems.push({
        file,
        reason: `spec.${field} must be a list of entity refs`,
      });
      return [];
    }
    const refs = new Set<string>();
    for (const item of value) {
      try {
        refs.add(fullEntityRef(item, { kind, namespace }));
      } catch {
        problems.push({
          file,
          reason: `spec.${field} has ${JSON.stringify(
            item,
          )}, which is no entity ref; write it like ${kind}:default/name`,
        });
      }
    }
    return [...refs];
  };

  const members =
    audience === undefined ? [] : readRefs('audience', audience, 'group');
  if (audience !== undefined && members.length === 0) {
    // An empty list in the store would mean everybody.
    members.push(ownerRef);
    problems.push({
      file,
      reason:
        'spec.audience names nobody, so that only the owner sees the cluster; name somebody, or remove it to open the cluster to everybody',
    });
  }
  const datasetRefs =
    datasets === undefined ? [] : readRefs('datasets', datasets, 'resource');
  if (datasetRefs.length === 0) {
    problems.push({
      file,
      reason:
        'spec.datasets has no dataset, so that nothing can be asked of the cluster; name its datasets there',
    });
  }
  const warehouse = annotations[ANNOTATION_WAREHOUSE]?.slice(0, 255);
  const contextRef = annotations[ANNOTATION_CONTEXT_REF]?.slice(0, 2_048);
  return {
    cluster: {
      id,
      name: entity.metadata.name,
      ...describeEntity(entity),
      ownerRef,
      ...(warehouse ? { warehouse } : {}),
      ...(contextRef ? { contextRef } : {}),
      audience: members,
    },
    datasetRefs,
    problems,
  };
}
