import {
  SqlDialect,
  WarehouseConnector,
} from '@cairn/backstage-plugin-data-assistant-node';

/** One row of one cell: anything slower or larger is not worth the saving. */
const LIMITS = { maxRows: 1, maxBytes: 65_536, timeoutMs: 30_000 };

function quote(name: string, dialect: SqlDialect): string {
  return dialect === 'bigquery'
    ? `\`${name.replace(/[\\`]/g, '\\$&')}\``
    : `"${name.replace(/"/g, '""')}"`;
}

/**
 * The newest value of a table's partition column, without a profile of the whole table; undefined for a
 * table without rows.
 *
 * @throws WarehouseError as the connector does
 */
export async function readNewest(
  connector: WarehouseConnector,
  options: { table: string; partitionColumn: string; signal?: AbortSignal },
): Promise<string | undefined> {
  const { table, partitionColumn, signal } = options;
  const name = table
    .split('.')
    .map(part => quote(part, connector.dialect))
    .join('.');
  const { rows } = await connector.query({
    sql: `SELECT max(${quote(
      partitionColumn,
      connector.dialect,
    )}) FROM ${name}`,
    limits: LIMITS,
    signal,
  });
  const newest = rows[0]?.[0] ?? undefined;
  return newest === undefined ? undefined : String(newest);
}
