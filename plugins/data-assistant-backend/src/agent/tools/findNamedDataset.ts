import { HeldCluster } from '../../context/ContextMirror';
import { DatasetOutline } from '../../context/pack/ContextPack';
import { bareTable } from '../../context/pack/pairUses';
import { nearNames } from '../../sql';

const NEAR_AT_MOST = 5;

type Outlined = Pick<HeldCluster, 'cluster' | 'outlines'>;

/** A dataset and the cluster that it belongs to. */
export interface NamedDataset {
  clusterId: string;
  outline: DatasetOutline;
}

/** What a name may mean: first what is called just so, in quotes or not. */
const plain = (name: string) => name.replace(/["`]/g, '').trim().toLowerCase();

/** By the table alone: the schema is mostly right, and would make all of its tables alike. */
function nearTables(wanted: string, tables: readonly string[]): string[] {
  const near = nearNames(
    plain(bareTable(wanted)),
    new Set(tables.map(bareTable)),
  );
  const found = near.flatMap(name =>
    tables.filter(table => bareTable(table) === name),
  );
  return [...new Set(found)];
}

/**
 * The dataset that a model means by its id or `schema.table`, or by its table alone when only one is called so.
 * Of equal ones in several clusters, the first of the preferred clusters. Else the names that come near.
 */
export function findNamedDataset(
  wanted: string,
  clusters: readonly Outlined[],
  preferred: ReadonlySet<string>,
):
  | { found: NamedDataset; near?: undefined }
  | { found?: undefined; near: string[] } {
  const name = plain(wanted);
  const all = [...clusters]
    .sort(
      (a, b) =>
        Number(preferred.has(b.cluster.id)) -
        Number(preferred.has(a.cluster.id)),
    )
    .flatMap(({ cluster, outlines }) =>
      outlines.map(outline => ({ clusterId: cluster.id, outline })),
    );
  const exact = all.find(
    ({ outline }) =>
      outline.id.toLowerCase() === name || outline.table.toLowerCase() === name,
  );
  if (exact) {
    return { found: exact };
  }
  const namesakes = all.filter(
    ({ outline }) =>
      bareTable(outline.table).toLowerCase() === plain(bareTable(wanted)),
  );
  const tables = new Set(namesakes.map(({ outline }) => outline.table));
  if (tables.size === 1 && !name.includes('.')) {
    return { found: namesakes[0] };
  }
  const near =
    tables.size > 0
      ? [...tables]
      : nearTables(
          wanted,
          all.map(({ outline }) => outline.table),
        );
  return { near: near.slice(0, NEAR_AT_MOST) };
}
