import {
  AllOfCriteria,
  AnyOfCriteria,
  NotCriteria,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import { ClusterQuery, ClusterScope } from '../../access/ClusterScope';

type Criteria = PermissionCriteria<ClusterQuery>;

const isAllOf = (criteria: Criteria): criteria is AllOfCriteria<ClusterQuery> =>
  'allOf' in criteria;
const isAnyOf = (criteria: Criteria): criteria is AnyOfCriteria<ClusterQuery> =>
  'anyOf' in criteria;
const isNot = (criteria: Criteria): criteria is NotCriteria<ClusterQuery> =>
  'not' in criteria;

function applyLeaf(query: Knex.QueryBuilder, leaf: ClusterQuery): void {
  if (leaf.property === 'owner') {
    query.whereIn('clusters.owner_ref', leaf.refs);
    return;
  }
  query.where(audience =>
    audience
      .whereNotExists(members =>
        members
          .select('entity_ref')
          .from('cluster_audience')
          .whereRaw('cluster_audience.cluster_id = clusters.id'),
      )
      .orWhereExists(members =>
        members
          .select('entity_ref')
          .from('cluster_audience')
          .whereRaw('cluster_audience.cluster_id = clusters.id')
          .whereIn('entity_ref', leaf.refs),
      ),
  );
}

function applyCriteria(query: Knex.QueryBuilder, criteria: Criteria): void {
  if (isAllOf(criteria)) {
    for (const part of criteria.allOf) {
      query.andWhere(inner => applyCriteria(inner, part));
    }
  } else if (isAnyOf(criteria)) {
    query.andWhere(any => {
      // So that without any part nothing is allowed.
      any.whereRaw('1 = 0');
      for (const part of criteria.anyOf) {
        any.orWhere(inner => applyCriteria(inner, part));
      }
    });
  } else if (isNot(criteria)) {
    query.whereNot(inner => applyCriteria(inner, criteria.not));
  } else {
    applyLeaf(query, criteria);
  }
}

/** Narrows a query over `clusters` to those in scope. */
export function applyClusterScope(
  query: Knex.QueryBuilder,
  scope: ClusterScope,
): void {
  switch (scope.kind) {
    case 'all':
      return;
    case 'ids':
      query.whereIn('clusters.id', scope.ids);
      return;
    case 'criteria':
      query.where(inner => applyCriteria(inner, scope.criteria));
      return;
    default:
      query.whereRaw('1 = 0');
  }
}
