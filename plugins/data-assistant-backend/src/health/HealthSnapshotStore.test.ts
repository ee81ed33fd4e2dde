import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DateTime, Duration } from 'luxon';
import { applyMigrations } from '../database';
import { HealthSnapshotStore } from './HealthSnapshotStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const NOW = '2026-11-20T12:00:00.000Z';

async function init(databaseId: TestDatabaseId) {
  const database = await applyMigrations(
    mockServices.database({ knex: await databases.init(databaseId) }),
  );
  await insertClusters(database, ['a', 'b', 'c']);
  return HealthSnapshotStore.create({
    database,
    now: () => DateTime.fromISO(NOW, { zone: 'utc' }),
  });
}

async function insertClusters(database: Knex, ids: string[]) {
  await database('clusters').insert(
    ids.map(id => ({
      id,
      name: id,
      title: id,
      owner_ref: 'group:default/team',
      context_version: '1',
      synced_at: NOW,
    })),
  );
}

const signals = [
  { id: 'coverage', title: 'Coverage', weight: 3, failure: 'None', facts: [] },
];

describe.each(databases.eachSupportedId())('HealthSnapshotStore on %p', id => {
  it('reads back the newest, and the last of each of 90 days', async () => {
    const store = await init(id);
    const first = DateTime.fromISO('2026-08-20T10:00:00Z', { zone: 'utc' });
    for (let day = 0; day <= 92; day++) {
      for (const hour of [0, 1]) {
        await store.insert({
          clusterId: 'a',
          score: day === 92 && hour === 1 ? undefined : day,
          measuredAt: first.plus({ days: day, hours: hour }).toISO()!,
          signals,
        });
      }
    }
    await store.insert({
      clusterId: 'b',
      score: 0,
      measuredAt: NOW,
      signals: [],
    });

    const { current, history } = await store.read('a');
    expect(current).toEqual({
      clusterId: 'a',
      measuredAt: '2026-11-20T11:00:00.000Z',
      signals,
    });
    expect(history).toHaveLength(90);
    expect(history[0]).toEqual({
      measuredAt: '2026-08-23T11:00:00.000Z',
      score: 3,
    });
    expect(history[89]).toEqual({ measuredAt: '2026-11-20T11:00:00.000Z' });

    await expect(store.read('c')).resolves.toEqual({ history: [] });
    await expect(store.latest(['a', 'b', 'c', 'd'])).resolves.toEqual(
      new Map([
        ['a', undefined],
        ['b', 0],
      ]),
    );
    await expect(store.latest([])).resolves.toEqual(new Map());
  });

  it('forgets old snapshots but keeps the newest of each cluster', async () => {
    const store = await init(id);
    const insert = (clusterId: string, score: number, measuredAt: string) =>
      store.insert({ clusterId, score, measuredAt, signals: [] });
    await insert('a', 10, '2025-01-01T00:00:00.000Z');
    await insert('b', 20, '2025-01-01T00:00:00.000Z');
    await insert('b', 30, '2025-01-02T00:00:00.000Z');
    await insert('a', 40, NOW);

    await store.prune({ olderThan: Duration.fromObject({ days: 400 }) });

    await expect(store.latest(['a', 'b'])).resolves.toEqual(
      new Map([
        ['a', 40],
        ['b', 30],
      ]),
    );
    await expect(store.read('b')).resolves.toMatchObject({
      current: { score: 30 },
      history: [],
    });
  });
});
