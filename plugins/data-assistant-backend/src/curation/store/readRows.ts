import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { DatasetRow, DocRow, PairRow, ProblemRow } from './contextRows';

/** Rows that are read and parsed before others get their turn: a few milliseconds of wide datasets. */
const ROWS_A_TURN = 50;
/** Fits the number of bindings that SQLite allows. */
const IDS_A_QUERY = 500;

interface Rows {
  datasets: DatasetRow;
  pairs: PairRow;
  docs: DocRow;
  context_problems: ProblemRow;
}

interface RowsOf {
  database: Knex;
  clusterId: string;
}

/** All rows of a cluster in order of id, without holding up the process for long. */
export async function readRowsInTurns<Table extends keyof Rows, T>(
  { database, clusterId }: RowsOf,
  table: Table,
  toDomain: (row: Rows[Table]) => T,
): Promise<T[]> {
  const found: T[] = [];
  for (let after: string | number | undefined; ; ) {
    const query = database(table)
      .where({ cluster_id: clusterId })
      .orderBy('id')
      .limit(ROWS_A_TURN)
      .select('*');
    if (after !== undefined) {
      query.where('id', '>', after);
    }
    const rows: Rows[Table][] = await query;
    for (const row of rows) {
      found.push(toDomain(row));
    }
    if (rows.length < ROWS_A_TURN) {
      return found;
    }
    after = rows[rows.length - 1].id;
    await setImmediate();
  }
}

/** Those rows of a cluster that there are, in the order of the ids. */
export async function readRowsById<
  Table extends 'datasets' | 'pairs' | 'docs',
  T,
>(
  { database, clusterId }: RowsOf,
  table: Table,
  ids: readonly string[],
  toDomain: (row: Rows[Table]) => T,
): Promise<T[]> {
  const found = new Map<string, T>();
  for (let from = 0; from < ids.length; from += IDS_A_QUERY) {
    const rows: Rows[Table][] = await database(table)
      .where({ cluster_id: clusterId })
      .whereIn('id', ids.slice(from, from + IDS_A_QUERY))
      .select('*');
    for (const row of rows) {
      found.set(row.id, toDomain(row));
    }
  }
  return ids.flatMap(id => found.get(id) ?? []);
}
