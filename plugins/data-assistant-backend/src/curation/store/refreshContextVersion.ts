import { Knex } from 'knex';
import { ClusterRow, DatasetRow, hashContent, PairRow } from './contextRows';

/**
 * Writes the version that a cluster's context has by its content, and says whether it is another one.
 * It covers all that answers depend on, what was measured included, so that whoever caches a context
 * by its version is never behind. The same content has the same version, on every replica.
 */
export async function refreshContextVersion(
  tx: Knex,
  clusterId: string,
): Promise<{ changed: boolean }> {
  const cluster = await tx<ClusterRow>('clusters')
    .where({ id: clusterId })
    .first();
  if (!cluster) {
    return { changed: false };
  }
  const audience = await tx('cluster_audience')
    .where({ cluster_id: clusterId })
    .pluck('entity_ref');
  const datasets = await tx<DatasetRow>('datasets')
    .where({ cluster_id: clusterId })
    .select(
      'id',
      'title',
      'description',
      'warehouse',
      'table_name',
      'status',
      'row_count',
      'partition_column',
      'newest',
      'rhythm',
      'deprecated',
      'schema_hash',
    );
  const pairs = await tx<PairRow>('pairs')
    .where({ cluster_id: clusterId })
    .select('id', 'content_hash', 'datasets', 'validity', 'validity_reason');
  const docs = await tx('docs')
    .where({ cluster_id: clusterId })
    .select('id', 'content_hash');
  // Sorted here, because databases sort text each in its own way.
  const version = hashContent([
    [
      cluster.name,
      cluster.title,
      cluster.description,
      cluster.owner_ref,
      cluster.warehouse,
      audience.sort(),
    ],
    datasets
      .map(({ row_count, deprecated, ...row }) =>
        JSON.stringify([
          row_count === null ? null : Number(row_count),
          Boolean(deprecated),
          row.id,
          row.title,
          row.description,
          row.warehouse,
          row.table_name,
          row.status,
          row.partition_column,
          row.newest,
          row.rhythm,
          row.schema_hash,
        ]),
      )
      .sort(),
    pairs
      .map(row =>
        JSON.stringify([
          row.id,
          row.content_hash,
          row.datasets,
          row.validity,
          row.validity_reason,
        ]),
      )
      .sort(),
    docs.map(row => JSON.stringify([row.id, row.content_hash])).sort(),
  ]);
  if (version === cluster.context_version) {
    return { changed: false };
  }
  await tx('clusters')
    .where({ id: clusterId })
    .update({ context_version: version });
  return { changed: true };
}
