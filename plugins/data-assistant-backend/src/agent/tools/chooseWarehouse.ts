import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import { StoredContext } from '../../curation/ContextStore';

/**
 * The warehouse in which a statement over a cluster is meant to run, and the cluster's datasets there. A cluster
 * seldom has datasets in two; then the first whose tables the statement's letters name, else the cluster's own.
 */
export function chooseWarehouse(
  { cluster, datasets }: Pick<StoredContext, 'cluster' | 'datasets'>,
  sql: string,
): { warehouse: string; datasets: Dataset[] } {
  const ids = [
    ...new Set([
      ...(cluster.warehouse === undefined ? [] : [cluster.warehouse]),
      ...datasets.map(({ warehouse }) => warehouse),
    ]),
  ];
  const of = (id: string) =>
    datasets.filter(({ warehouse }) => warehouse === id);
  const letters = sql.toLowerCase();
  const named = ids.find(id =>
    of(id).some(({ table }) => letters.includes(table.toLowerCase())),
  );
  const warehouse = named ?? ids[0] ?? '';
  return { warehouse, datasets: of(warehouse) };
}
