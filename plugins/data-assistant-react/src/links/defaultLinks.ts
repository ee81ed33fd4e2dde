import { parseEntityRef } from '@backstage/catalog-model';
import { AnswerSource } from '@cairn/backstage-plugin-data-assistant-common';

const PLUGIN_PATH = '/data-assistant';
const CATALOG_PATH = '/catalog';

function parse(ref: string) {
  return parseEntityRef(ref, {
    defaultKind: 'resource',
    defaultNamespace: 'default',
  });
}

function clusterPath(clusterRef: string): string {
  const { namespace, name } = parse(clusterRef);
  return `${PLUGIN_PATH}/clusters/${namespace}/${name}`;
}

/** Page of a catalog entity, where the portal keeps its usual addresses. */
export function entityPath(ref: string): string {
  const { kind, namespace, name } = parse(ref);
  return `${CATALOG_PATH}/${namespace}/${kind}/${name}`.toLocaleLowerCase(
    'en-US',
  );
}

/**
 * Address of a source of an answer, where the portal keeps its usual addresses.
 *
 * @param clusterRef - the cluster that the answer is from; the id of a pair or doc names it without a namespace
 * @public
 */
export function defaultSourceLink(
  source: Pick<AnswerSource, 'kind' | 'id'>,
  clusterRef?: string,
): string {
  if (source.kind === 'dataset') {
    return entityPath(source.id);
  }
  if (source.kind === 'cluster') {
    return clusterPath(source.id);
  }
  const anchor = encodeURIComponent(`${source.kind}-${source.id}`);
  return `${clusterPath(clusterRef ?? source.id.split('/')[0])}#${anchor}`;
}

/**
 * Address of what a health fact speaks of: an entity ref, `pair:<id>` or `dataset:<entity ref>`.
 *
 * @public
 */
export function defaultFactLink(ref: string, clusterRef: string): string {
  if (ref.startsWith('pair:')) {
    return defaultSourceLink(
      { kind: 'pair', id: ref.slice('pair:'.length) },
      clusterRef,
    );
  }
  return entityPath(
    ref.startsWith('dataset:') ? ref.slice('dataset:'.length) : ref,
  );
}
