import { Knex } from 'knex';

/**
 * The clock of the database server. Leases and deadlines compare with it alone, so that replicas whose
 * own clocks differ still agree on who holds a run.
 */
export interface DatabaseClock {
  /** SQL expression for the present moment, in whole milliseconds since 1970. */
  readonly sql: string;
}

const SQL_BY_CLIENT: Record<string, string> = {
  // julianday keeps 0.04 ms of precision, and unlike unixepoch('subsec') every SQLite 3 has it.
  'better-sqlite3':
    "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)",
  // Not now(), which stands still for the length of a transaction.
  pg: 'CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS BIGINT)',
};

/** @throws Error when the database is neither SQLite nor PostgreSQL. */
export function createDatabaseClock(database: Knex): DatabaseClock {
  const client = String(database.client.config.client);
  const sql = SQL_BY_CLIENT[client];
  if (!sql) {
    throw new Error(
      `The data assistant runs on SQLite (better-sqlite3) and PostgreSQL (pg), not on '${client}'`,
    );
  }
  return { sql };
}

/** Milliseconds since 1970 by the database's clock. */
export async function readClock(
  clock: DatabaseClock,
  database: Knex,
): Promise<number> {
  const [{ now }] = await database.select<{ now: number | string }[]>(
    database.raw(`${clock.sql} as now`),
  );
  return Number(now);
}
