import { BoundParameters } from '@cairn/backstage-plugin-data-assistant-node';
import {
  startTestWarehouse,
  TestWarehouse,
} from '../../warehouse/__testUtils__/startTestWarehouse';
import { AllowListGuard } from '../AllowListGuard';
import { GuardVerdict, SqlGuard } from '../SqlGuard';

/** The guard over a real DuckDB warehouse. */
export interface RunningGuard {
  guard: SqlGuard;
  /** Checks a statement that may read the listed tables. */
  check(sql: string, parameters?: BoundParameters): Promise<GuardVerdict>;
  stop: TestWarehouse['stop'];
}

/** Starts a warehouse made by the statements, and a guard that lists the tables. */
export async function startGuard(options: {
  statements: string[];
  tables: string[];
}): Promise<RunningGuard> {
  const { statements, tables } = options;
  const { warehouses, stop } = await startTestWarehouse(statements);
  const guard = AllowListGuard.create({ warehouses });
  return {
    guard,
    check: (sql, parameters) =>
      guard.check({ warehouse: 'example', sql, tables, parameters }),
    stop,
  };
}

/** Three of its tables are listed; those of finance and `secrets` are not. */
export const startPodcastGuard = () =>
  startGuard({
    statements: [
      'CREATE SCHEMA podcasts',
      'CREATE SCHEMA finance',
      'CREATE TABLE podcasts.streams (day DATE, user_id BIGINT, country VARCHAR, tags VARCHAR[])',
      'CREATE TABLE podcasts.shows (id BIGINT, title VARCHAR)',
      'CREATE TABLE finance.payouts (id BIGINT, cents BIGINT)',
      'CREATE TABLE calendar (day DATE)',
      'CREATE TABLE secrets (token VARCHAR)',
      'CREATE MACRO finance.total() AS (SELECT sum(cents) FROM finance.payouts)',
      'CREATE MACRO finance.sum(x) AS (SELECT max(token) FROM main.secrets)',
    ],
    tables: ['podcasts.streams', 'podcasts.Shows', 'main.calendar'],
  });
