import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { DateTime } from 'luxon';
import { KnexContextStore } from '../curation/store/KnexContextStore';
import { applyMigrations } from '../database';
import { AllowListGuard } from '../sql';
import { SchemaSync } from '../warehouse';
import {
  exampleUpdate,
  exampleWarehouse,
} from '../warehouse/__testUtils__/exampleWarehouse';
import {
  startTestWarehouse,
  TestWarehouse,
} from '../warehouse/__testUtils__/startTestWarehouse';
import { PairValidator } from './PairValidator';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const CLUSTER = 'resource:default/podcasts';
const NOW = '2026-11-20T12:00:00.000Z';

describe.each(databases.eachSupportedId())('PairValidator on %p', id => {
  let warehouse: TestWarehouse;
  beforeAll(async () => {
    warehouse = await startTestWarehouse(exampleWarehouse, {
      queryTimeout: '2s',
    });
  }, 60_000);
  beforeEach(() => warehouse.rebuild(exampleWarehouse));
  afterAll(() => warehouse.stop());

  async function init(databaseId: TestDatabaseId, update = exampleUpdate()) {
    const database = await applyMigrations(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    const store = KnexContextStore.create({ database });
    const logger = mockServices.logger.mock();
    const { warehouses } = warehouse;
    await store.replaceCluster(update);
    const sync = SchemaSync.create({ store, warehouses, logger });
    await sync.run();
    const validator = PairValidator.create({
      store,
      logger,
      guard: AllowListGuard.create({ warehouses }),
      now: () => DateTime.fromISO(NOW),
    });
    const validities = async () =>
      Object.fromEntries(
        (await store.readContext(CLUSTER))!.pairs.map(pair => [
          pair.id,
          pair.validity,
        ]),
      );
    return { store, sync, validator, validities };
  }
  const valid = { status: 'valid', checkedAt: NOW };
  const nothing = { valid: 0, broken: 0, changed: [], failed: [] };

  it('checks what is unchecked, then only what changed, then all on demand', async () => {
    const { sync, validator, validities } = await init(id);
    await expect(validator.run({})).resolves.toEqual({
      ...nothing,
      valid: 2,
      changed: [CLUSTER],
    });
    await expect(validities()).resolves.toEqual({
      'podcasts/listeners': valid,
      'podcasts/top-shows': valid,
    });
    await expect(validator.run({})).resolves.toEqual(nothing);
    await expect(validator.run({ all: true })).resolves.toEqual({
      ...nothing,
      valid: 2,
    });

    await warehouse.rebuild([
      ...exampleWarehouse,
      'ALTER TABLE podcasts.streams RENAME user_id TO listener_id',
    ]);
    const { changed } = await sync.run();
    await expect(validator.run({ clusters: changed })).resolves.toEqual({
      valid: 1,
      broken: 1,
      changed: [CLUSTER],
      failed: [],
    });
    await expect(validities()).resolves.toEqual({
      'podcasts/listeners': {
        status: 'broken',
        checkedAt: NOW,
        reason: expect.stringMatching(
          /user_id.*Did you mean .*“listener_id”.*\?$/s,
        ),
      },
      'podcasts/top-shows': valid,
    });

    await warehouse.rebuild(exampleWarehouse);
    await sync.run();
    await expect(validator.run({ clusters: [CLUSTER] })).resolves.toMatchObject(
      { valid: 2, broken: 0 },
    );
  });

  it('says of each broken pair why', async () => {
    const update = exampleUpdate();
    const [listeners, shows] = update.pairs;
    const { validator, validities } = await init(id, {
      ...update,
      pairs: [
        { ...shows, id: 'podcasts/a', sql: 'SELECT 1 FROM finance.payouts' },
        { ...shows, id: 'podcasts/b', sql: 'SELECT title FROM podcasts.shows' },
        { ...shows, id: 'podcasts/c', sql: 'DELETE FROM podcasts.shows' },
        {
          ...listeners,
          id: 'podcasts/d',
          parameters: [
            listeners.parameters[0],
            { ...listeners.parameters[1], column: 'podcasts.streams.land' },
          ],
        },
        {
          ...shows,
          id: 'podcasts/e',
          sql: 'SELECT id FROM podcasts.episodes LIMIT $n',
          datasets: ['resource:default/episodes'],
        },
      ],
    });
    await expect(validator.run({})).resolves.toMatchObject({ broken: 5 });
    const reasons = Object.values(await validities()).map(each => each.reason);
    expect(reasons).toEqual([
      '“finance.payouts” is not a dataset of this cluster',
      'The statement does not use $n, which has a value. Use $n in the SQL, or take the parameter away',
      'Only a SELECT is allowed. Write one query that begins with SELECT or WITH',
      'The parameter “country” takes its values from “podcasts.streams.land”, which no dataset of this cluster has',
      expect.stringContaining('episodes'),
    ]);
  });

  it('says nothing of SQL that is mended while it is checked', async () => {
    const update = exampleUpdate();
    const [, shows] = update.pairs;
    const broken = { ...shows, sql: 'SELECT name FROM podcasts.shows' };
    const { store, validities } = await init(id, {
      ...update,
      pairs: [broken],
    });
    const guard = AllowListGuard.create({ warehouses: warehouse.warehouses });
    const validator = PairValidator.create({
      store,
      logger: mockServices.logger.mock(),
      guard: {
        check: async statement => {
          await store.replaceCluster({ ...update, pairs: [shows] });
          return guard.check(statement);
        },
      },
      now: () => DateTime.fromISO(NOW),
    });
    await validator.run({});
    await expect(validities()).resolves.toEqual({
      'podcasts/top-shows': { status: 'unchecked' },
    });
  });

  it('calls a pair broken that cannot be bound in time, and checks the others', async () => {
    const update = exampleUpdate();
    const [listeners, shows] = update.pairs;
    // The engine works it out while binding, and for hours.
    const sql =
      'SELECT list_sum(list_transform(range(1000000), lambda x: list_sum(range(1000000)))) LIMIT $n';
    const { validator, validities } = await init(id, {
      ...update,
      pairs: [{ ...shows, id: 'podcasts/bomb', sql }, listeners],
    });
    await expect(validator.run({})).resolves.toEqual({
      valid: 1,
      broken: 1,
      changed: [CLUSTER],
      failed: [],
    });
    await expect(validities()).resolves.toEqual({
      'podcasts/bomb': {
        status: 'broken',
        checkedAt: NOW,
        reason: expect.stringContaining('time limit of 2 seconds'),
      },
      'podcasts/listeners': valid,
    });
  }, 30_000);

  it('leaves the validity alone while the warehouse is away', async () => {
    const { validator, validities } = await init(id);
    await validator.run({});
    await warehouse.remove();
    await expect(validator.run({ all: true })).resolves.toEqual({
      ...nothing,
      failed: [{ clusterId: CLUSTER, reason: expect.any(String) }],
    });
    await expect(validities()).resolves.toEqual({
      'podcasts/listeners': valid,
      'podcasts/top-shows': valid,
    });
  });
});
