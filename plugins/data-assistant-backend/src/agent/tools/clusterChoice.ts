import { ClusterRecord } from '../../curation/ContextStore';
import { RunRequest } from '../../conversations/RunExecutor';
import { toLine } from '../../context/pack/safeText';
import { didYouMean, nearNames } from '../../sql';

const LONGEST_NAME = 200;

/** Ids of the clusters that a run may look at: one when the asker named it, never more than the asker may ask. */
export function clustersOf({ clusterId, askable }: RunRequest): string[] {
  return clusterId === undefined
    ? askable
    : askable.filter(id => id === clusterId);
}

type Named = Pick<ClusterRecord, 'id' | 'name' | 'title'>;

/** The cluster that a model means by its id, name or title; undefined when none or more than one is called so. */
export function findNamedCluster<T extends Named>(
  wanted: string,
  clusters: readonly T[],
): T | undefined {
  const exact = clusters.find(({ id }) => id === wanted);
  const name = wanted.trim().toLowerCase();
  const alike = clusters.filter(({ id, name: own, title }) =>
    [id, own, title].some(each => each.toLowerCase() === name),
  );
  return exact ?? (alike.length === 1 ? alike[0] : undefined);
}

/** What to tell a model that named a cluster which there is not, as far as this asker may know. */
export function explainUnknownCluster(
  wanted: string,
  clusters: readonly Named[],
): { message: string; hint: string } {
  const near = nearNames(
    wanted,
    clusters.flatMap(({ id, name, title }) => [id, name, title]),
  );
  return {
    message: `There is no cluster “${toLine(
      wanted,
      LONGEST_NAME,
    )}” that may be asked here`,
    hint:
      didYouMean(near) ??
      'Find the right one with search_context, and name it by its id',
  };
}
