import { Knex } from 'knex';
import { DateTime } from 'luxon';
import { applyMigrations } from '../../../database';
import { KnexContextStore } from '../KnexContextStore';

/** A store over an empty database, for which it is always 9 o'clock on the 20th of November 2026. */
export async function openStore(database: Knex): Promise<KnexContextStore> {
  await applyMigrations({ getClient: async () => database });
  return KnexContextStore.create({
    database,
    now: () => DateTime.fromISO('2026-11-20T09:00:00Z'),
  });
}
