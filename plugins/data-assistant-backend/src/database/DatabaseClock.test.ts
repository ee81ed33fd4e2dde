import { TestDatabases } from '@backstage/backend-test-utils';
import knexFactory from 'knex';
import { createDatabaseClock, readClock } from './DatabaseClock';

describe('DatabaseClock', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())(
    'tells the time of %s in whole milliseconds, within a transaction too',
    async id => {
      const database = await databases.init(id);
      const clock = createDatabaseClock(database);
      const before = Date.now();
      const first = await readClock(clock, database);
      expect(Number.isInteger(first)).toBe(true);
      // The databases under test share this machine's clock, up to rounding.
      expect(first).toBeGreaterThanOrEqual(before - 2);
      expect(first).toBeLessThanOrEqual(Date.now() + 2);

      await database.transaction(async tx => {
        const start = await readClock(clock, tx);
        let later = start;
        while (later === start) {
          later = await readClock(clock, tx);
        }
        expect(later).toBeGreaterThan(start);
      });
    },
  );

  it('refuses a database that it does not know', () => {
    const database = knexFactory({ client: 'mysql2' });
    expect(() => createDatabaseClock(database)).toThrow(
      "The data assistant runs on SQLite (better-sqlite3) and PostgreSQL (pg), not on 'mysql2'",
    );
  });
});
