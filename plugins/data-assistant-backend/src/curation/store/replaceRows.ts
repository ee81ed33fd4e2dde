import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { ClusterUpdate } from '../ContextStore';
import {
  DatasetRow,
  DocRow,
  hashContent,
  PairRow,
  toDocRow,
  toPairRow,
} from './contextRows';

/** Fits the number of bindings that SQLite allows, whatever the table. */
const BATCH_SIZE = 50;

function batches<T>(items: T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH_SIZE) }, (_, i) =>
    items.slice(i * BATCH_SIZE, (i + 1) * BATCH_SIZE),
  );
}

async function writeDifference<
  Row extends { id: string },
  Old extends { id: string } = Row,
>(options: {
  tx: Knex;
  table: string;
  clusterId: string;
  key: string[];
  before: Map<string, Old>;
  rows: Row[];
  isSame: (before: Old, after: Row) => boolean;
  /** Whether a row of the same id is another thing, of which nothing is to be kept. */
  isOther?: (before: Old, after: Row) => boolean;
  /** Columns that are written where there is a row already; else all are. */
  written?: readonly string[];
}): Promise<void> {
  const { tx, table, clusterId, key, before, rows, isSame, isOther } = options;
  const after = new Map(rows.map(row => [row.id, row]));
  const gone = [...before.values()].filter(old => {
    const row = after.get(old.id);
    return !row || isOther?.(old, row);
  });
  for (const batch of batches(gone)) {
    await tx(table)
      .where({ cluster_id: clusterId })
      .whereIn(
        'id',
        batch.map(({ id }) => id),
      )
      .delete();
  }
  const changed = rows.filter(row => {
    const old = before.get(row.id);
    return !old || !isSame(old, row);
  });
  for (const batch of batches(changed)) {
    const insert = tx(table).insert(batch).onConflict(key);
    await (options.written
      ? insert.merge([...options.written])
      : insert.merge());
    // SQLite answers at once, so that without this many batches would be one long one.
    await setImmediate();
  }
}

async function readRows<T extends { id: string }>(
  tx: Knex,
  table: string,
  clusterId: string,
): Promise<Map<string, T>> {
  const rows: T[] = await tx(table)
    .where({ cluster_id: clusterId })
    .select('*');
  return new Map(rows.map(row => [row.id, row]));
}

/** What the files and the catalog say of a dataset; all else is measured. */
const DECLARED = [
  'title',
  'description',
  'warehouse',
  'table_name',
  'rhythm',
  'deprecated',
  'partition_column',
] as const;
const UNMEASURED = {
  status: 'unknown',
  columns: '[]',
  row_count: null,
  newest: null,
  schema_hash: hashContent([]),
  profiled_at: null,
};

type DeclaredRow = Pick<DatasetRow, 'id' | (typeof DECLARED)[number]>;

const isSameTable = (a: DeclaredRow, b: DeclaredRow) =>
  a.warehouse === b.warehouse && a.table_name === b.table_name;

/**
 * A dataset that still is the same table keeps its schema and profile. They are by far the most of a cluster,
 * so they are not even read.
 */
export async function replaceDatasets(
  tx: Knex,
  clusterId: string,
  datasets: ClusterUpdate['datasets'],
): Promise<void> {
  const before = await tx<DatasetRow>('datasets')
    .where({ cluster_id: clusterId })
    .select('id', ...DECLARED);
  await writeDifference<DatasetRow, DeclaredRow>({
    tx,
    table: 'datasets',
    clusterId,
    key: ['cluster_id', 'id'],
    before: new Map(before.map(row => [row.id, row])),
    rows: datasets.map(dataset => ({
      id: dataset.id,
      cluster_id: clusterId,
      title: dataset.title,
      description: dataset.description ?? null,
      warehouse: dataset.warehouse,
      table_name: dataset.table,
      rhythm: dataset.rhythm ?? null,
      deprecated: dataset.deprecated ?? false,
      partition_column: dataset.partitionColumn ?? null,
      ...UNMEASURED,
    })),
    isSame: (a, b) =>
      isSameTable(a, b) &&
      a.title === b.title &&
      a.description === b.description &&
      a.rhythm === b.rhythm &&
      Boolean(a.deprecated) === Boolean(b.deprecated) &&
      a.partition_column === b.partition_column,
    isOther: (a, b) => !isSameTable(a, b),
    written: DECLARED,
  });
}

/** A pair whose text and warehouse are the same keeps its validity. */
export async function replacePairs(
  tx: Knex,
  clusterId: string,
  pairs: ClusterUpdate['pairs'],
  options: { sameWarehouse: boolean },
): Promise<void> {
  const before = await readRows<PairRow>(tx, 'pairs', clusterId);
  const rows = pairs.map(pair => {
    const row = toPairRow(clusterId, pair);
    const old = before.get(row.id);
    return old && options.sameWarehouse && old.content_hash === row.content_hash
      ? {
          ...row,
          validity: old.validity,
          validity_reason: old.validity_reason,
          validity_checked_at: old.validity_checked_at,
        }
      : row;
  });
  await writeDifference<PairRow>({
    tx,
    table: 'pairs',
    clusterId,
    key: ['id'],
    before,
    rows,
    isSame: (a, b) =>
      a.content_hash === b.content_hash &&
      a.datasets === b.datasets &&
      a.validity === b.validity,
  });
}

export async function replaceDocs(
  tx: Knex,
  clusterId: string,
  docs: ClusterUpdate['docs'],
): Promise<void> {
  await writeDifference<DocRow>({
    tx,
    table: 'docs',
    clusterId,
    key: ['id'],
    before: await readRows<DocRow>(tx, 'docs', clusterId),
    rows: docs.map(doc => toDocRow(clusterId, doc)),
    isSame: (a, b) => a.content_hash === b.content_hash,
  });
}

export async function replaceProblems(
  tx: Knex,
  clusterId: string,
  problems: ClusterUpdate['problems'],
): Promise<void> {
  await tx('context_problems').where({ cluster_id: clusterId }).delete();
  for (const batch of batches(problems)) {
    await tx('context_problems').insert(
      batch.map(({ file, line, reason }) => ({
        cluster_id: clusterId,
        file: file.slice(0, 1_024),
        line: line ?? null,
        reason,
      })),
    );
  }
}

export async function replaceAudience(
  tx: Knex,
  clusterId: string,
  audience: string[],
): Promise<void> {
  await tx('cluster_audience').where({ cluster_id: clusterId }).delete();
  for (const batch of batches([...new Set(audience)])) {
    await tx('cluster_audience').insert(
      batch.map(entity_ref => ({ cluster_id: clusterId, entity_ref })),
    );
  }
}
