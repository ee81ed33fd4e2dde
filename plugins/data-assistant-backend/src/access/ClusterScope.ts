import { PermissionCriteria } from '@backstage/plugin-permission-common';

/**
 * Leaf of a permission condition over clusters, in a form that a store can turn to SQL.
 * @public
 */
export type ClusterQuery =
  | { property: 'owner'; refs: string[] }
  /** A cluster without an audience is open to everybody. */
  | { property: 'audience'; refs: string[] };

/** Which clusters a caller may see or ask. */
export type ClusterScope =
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'ids'; ids: string[] }
  | { kind: 'criteria'; criteria: PermissionCriteria<ClusterQuery> };
