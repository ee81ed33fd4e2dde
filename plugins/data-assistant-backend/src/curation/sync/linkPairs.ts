import { ContextProblem } from '@cairn/backstage-plugin-data-assistant-common';
import { PairFile } from '../files/ContextFile';
import { ClusterUpdate } from '../ContextStore';
import { TableLookup } from './TableLookup';

/** Ids of the datasets by the names that SQL may use for their tables. */
function indexTables(
  datasets: ClusterUpdate['datasets'],
): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>();
  for (const { id, table } of datasets) {
    const parts = table.toLowerCase().split('.');
    // `a.b.c` is also written `b.c` and `c`.
    for (let from = 0; from < parts.length; from++) {
      const name = parts.slice(from).join('.');
      index.set(name, (index.get(name) ?? new Set()).add(id));
    }
  }
  return index;
}

/**
 * Finds the datasets that each pair reads. A pair that reads anything else is reported, but loads: the
 * guard will refuse to run it, and health shows it.
 *
 * @param before - datasets by SQL as last stored, for when the warehouse cannot tell now
 */
export async function linkPairs(options: {
  pairs: PairFile[];
  datasets: ClusterUpdate['datasets'];
  warehouse: string | undefined;
  idOf: (name: string) => string;
  before: ReadonlyMap<string, string[]>;
  lookup?: TableLookup;
}): Promise<{ pairs: ClusterUpdate['pairs']; problems: ContextProblem[] }> {
  const { datasets, idOf, before, lookup } = options;
  const index = indexTables(datasets);
  const warehouse = options.warehouse ?? datasets[0]?.warehouse;
  const known = new Set(datasets.map(({ id }) => id));
  const problems: ContextProblem[] = [];
  const pairs: ClusterUpdate['pairs'] = [];
  for (const { name, ...pair } of options.pairs) {
    const tables = warehouse && (await lookup?.find(warehouse, pair.sql));
    const refs = new Set<string>();
    for (const table of tables || []) {
      const ids = index.get(table.toLowerCase().replaceAll('"', ''));
      ids?.forEach(id => refs.add(id));
      if (!ids) {
        problems.push({
          file: pair.path,
          reason: `The SQL reads ${table}, which is no dataset of this cluster; add the dataset to spec.datasets, or read another table`,
        });
      }
    }
    const linked = tables
      ? [...refs]
      : (before.get(pair.sql) ?? []).filter(id => known.has(id));
    pairs.push({ ...pair, id: idOf(name), datasets: linked.sort() });
  }
  return { pairs, problems };
}
