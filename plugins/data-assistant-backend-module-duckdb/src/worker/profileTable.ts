import {
  CellValue,
  ColumnProfile,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  TableProfile,
  WarehouseTable,
} from '@cairn/backstage-plugin-data-assistant-node';
import { EngineCalls } from '../protocol';
import { cellValue } from './cellValue';
import { Session } from './Database';
import { EngineError } from './EngineError';
import { listTables } from './listTables';
import { quoteName } from './quoteName';

type Column = WarehouseTable['columns'][number];

// Up to here values are counted exactly, which takes a scan for each column; beyond it they are
// identifiers or measures, whose most common values tell little.
const COUNTED_DISTINCT = 20_000;
const COUNTED_DISTINCT_NUMBERS = 1_000;
const MAX_COMMON_VALUES = 50;

/**
 * Measures a table: one scan for all columns together, then one for each column with few values.
 *
 * @throws EngineError `invalid-sql` when the table or the partition column does not exist
 */
export async function profileTable(
  session: Session,
  args: EngineCalls['profile']['args'],
): Promise<TableProfile> {
  const table = await findTable(session, args.table);
  const partition = findPartition(table, args.partitionColumn);
  const from = table.name
    .split(/\.(.*)/s)
    .slice(0, 2)
    .map(quoteName)
    .join('.');

  const measures = table.columns.flatMap(column => {
    const name = quoteName(column.name);
    const range = hasRange(column)
      ? [`min(${name})`, `max(${name})`]
      : ['NULL', 'NULL'];
    const distinct =
      column.type === 'json'
        ? 'NULL'
        : // An estimate by HyperLogLog may be above what there is.
          `least(approx_count_distinct(${name}), count(${name}))`;
    return [`count(${name})`, distinct, ...range];
  });
  const [totals] = await cells(
    session,
    `SELECT ${['count(*)', ...measures].join(', ')} FROM ${from}`,
  );
  const rowCount = Number(totals[0]);

  const columns: Record<string, ColumnProfile> = {};
  for (const [index, column] of table.columns.entries()) {
    const [filled, distinct, min, max] = totals.slice(1 + index * 4);
    const profile: ColumnProfile = {
      ...(distinct !== null && { distinctCount: Number(distinct) }),
      ...(rowCount > 0 && { nullShare: 1 - Number(filled) / rowCount }),
      ...(min !== null && { min, max }),
    };
    const counted = isCounted(column, Number(distinct))
      ? await countValues(session, from, column, args.commonValues)
      : {};
    columns[column.name] = { ...profile, ...counted };
  }
  const newest = partition && columns[partition.name].max;
  return {
    rowCount,
    columns,
    ...(newest !== undefined && newest !== null && { newest: String(newest) }),
  };
}

async function findTable(
  session: Session,
  name: string,
): Promise<WarehouseTable> {
  const wanted = name.toLowerCase();
  const table = (await listTables(session)).find(
    candidate => candidate.name.toLowerCase() === wanted,
  );
  if (!table) {
    throw new EngineError('invalid-sql', `The warehouse has no table ${name}`);
  }
  return table;
}

function findPartition(
  table: WarehouseTable,
  name: string | undefined,
): Column | undefined {
  const wanted = name?.toLowerCase();
  const column = table.columns.find(
    candidate => candidate.name.toLowerCase() === wanted,
  );
  if (name && !column) {
    throw new EngineError(
      'invalid-sql',
      `The table ${table.name} has no column ${name}`,
    );
  }
  return column;
}

function hasRange({ type, nativeType }: Column): boolean {
  return type !== 'json' && nativeType !== 'BLOB' && nativeType !== 'BIT';
}

function isCounted(column: Column, distinct: number): boolean {
  return (
    hasRange(column) &&
    distinct <=
      (column.type === 'number' ? COUNTED_DISTINCT_NUMBERS : COUNTED_DISTINCT)
  );
}

async function countValues(
  session: Session,
  from: string,
  column: Column,
  commonValues: number,
): Promise<ColumnProfile> {
  const keep = Math.min(commonValues, MAX_COMMON_VALUES);
  const rows = await cells(
    session,
    `SELECT v, n, count(*) OVER () FROM (
       SELECT ${quoteName(column.name)} AS v, count(*) AS n FROM ${from}
        WHERE ${quoteName(column.name)} IS NOT NULL GROUP BY 1)
      ORDER BY n DESC, v LIMIT ${Math.max(keep, 1)}`,
  );
  const distinctCount = rows.length ? Number(rows[0][2]) : 0;
  return {
    distinctCount,
    commonValues: rows
      .slice(0, keep)
      .map(([value, count]) => ({ value, count: Number(count) })),
    complete: distinctCount <= keep,
  };
}

async function cells(session: Session, sql: string): Promise<CellValue[][]> {
  const result = await session.rows(sql);
  const typeIds = result.columnTypes().map(type => type.typeId);
  return (await result.getRows()).map(row =>
    row.map((value, index) => cellValue(value, typeIds[index])),
  );
}
