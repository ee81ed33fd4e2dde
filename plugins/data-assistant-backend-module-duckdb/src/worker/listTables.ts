import { CellValue } from '@cairn/backstage-plugin-data-assistant-common';
import { WarehouseTable } from '@cairn/backstage-plugin-data-assistant-node';
import { cellValue } from './cellValue';
import { columnType } from './columnType';
import { Session } from './Database';

/** All tables and views of the file with their columns, by name. */
export async function listTables(session: Session): Promise<WarehouseTable[]> {
  const relations = await objects(
    session,
    `SELECT schema_name, table_name AS name, 'table' AS kind, comment
       FROM duckdb_tables()
      WHERE NOT internal AND NOT temporary AND database_name = current_database()
      UNION ALL
     SELECT schema_name, view_name, 'view', comment
       FROM duckdb_views()
      WHERE NOT internal AND NOT temporary AND database_name = current_database()
      ORDER BY 1, 2`,
  );
  const columns = await objects(
    session,
    `SELECT schema_name, table_name, column_name, data_type, is_nullable, comment
       FROM duckdb_columns()
      WHERE NOT internal AND database_name = current_database()
      ORDER BY schema_name, table_name, column_index`,
  );
  const tables = new Map<string, WarehouseTable>();
  for (const row of relations) {
    const name = `${row.schema_name}.${row.name}`;
    tables.set(name, {
      name,
      kind: row.kind === 'view' ? 'view' : 'table',
      ...comment(row),
      columns: [],
    });
  }
  for (const row of columns) {
    const nativeType = String(row.data_type);
    tables.get(`${row.schema_name}.${row.table_name}`)?.columns.push({
      name: String(row.column_name),
      type: columnType(nativeType),
      nativeType,
      nullable: row.is_nullable !== false,
      ...comment(row),
    });
  }
  return [...tables.values()];
}

function comment(row: Record<string, CellValue>): { comment?: string } {
  return row.comment === null ? {} : { comment: String(row.comment) };
}

async function objects(
  session: Session,
  sql: string,
): Promise<Record<string, CellValue>[]> {
  const result = await session.rows(sql);
  const names = result.columnNames();
  return (await result.getRows()).map(row =>
    Object.fromEntries(
      names.map((name, index) => [name, cellValue(row[index])]),
    ),
  );
}
