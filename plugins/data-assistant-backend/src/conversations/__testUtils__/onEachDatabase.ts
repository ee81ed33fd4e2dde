import { TestDatabases } from '@backstage/backend-test-utils';
import { Replicas } from './Replicas';

/** Declares the tests once for each database that is at hand. Every test has its replicas on an empty one. */
export function onEachDatabase(tests: (replicas: Replicas) => void): void {
  // A database in a container takes its time to start.
  jest.setTimeout(60_000);
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('%s', id => {
    const replicas = new Replicas();

    beforeEach(async () => {
      await replicas.moveTo(await databases.init(id));
    });

    afterEach(async () => {
      await replicas.stop();
    });

    tests(replicas);
  });
}
