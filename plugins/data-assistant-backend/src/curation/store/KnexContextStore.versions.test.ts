import { TestDatabases } from '@backstage/backend-test-utils';
import { openStore } from './__testUtils__/openStore';
import {
  podcastPair,
  PODCASTS,
  podcastUpdate,
  profiledColumns,
  streamColumns,
  STREAMS,
} from './__testUtils__/podcastUpdate';

jest.setTimeout(60_000);

describe('KnexContextStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  const ids = databases.eachSupportedId().map(([id]) => id);

  it.each(ids)(
    'changes the version only with the content, %p',
    async databaseId => {
      const store = await openStore(await databases.init(databaseId));
      await store.replaceCluster(podcastUpdate());
      const version = async () => (await store.listVersions()).get(PODCASTS);
      const first = await version();
      const { cluster, pairs } = podcastUpdate();
      expect(
        await store.replaceCluster(
          podcastUpdate({ pairs: [...pairs].reverse(), problems: [] }),
        ),
      ).toEqual({ changed: false });
      expect((await store.readContext(PODCASTS))?.problems).toEqual([]);

      for (const change of [
        podcastUpdate({ pairs: [podcastPair('a')] }),
        podcastUpdate({
          pairs: [pairs[0], podcastPair('b', { datasets: [] })],
        }),
        podcastUpdate({ docs: [] }),
        podcastUpdate({ datasets: [] }),
        podcastUpdate({ cluster: { ...cluster, title: 'Pods' } }),
        podcastUpdate({
          cluster: { ...cluster, audience: ['group:default/a'] },
        }),
      ]) {
        expect(await store.replaceCluster(change)).toEqual({ changed: true });
        expect(await store.replaceCluster(change)).toEqual({ changed: false });
      }
      await store.replaceCluster(podcastUpdate());
      expect(await version()).toBe(first);
    },
  );

  it.each(ids)(
    'keeps no verdict on SQL that a pair no longer has, %p',
    async databaseId => {
      const store = await openStore(await databases.init(databaseId));
      const [judged] = podcastUpdate().pairs;
      await store.replaceCluster(podcastUpdate());
      await store.replaceCluster(
        podcastUpdate({ pairs: [podcastPair('a', { sql: 'SELECT 2' })] }),
      );
      const read = async () => ({
        version: (await store.listVersions()).get(PODCASTS),
        validity: (await store.readContext(PODCASTS))?.pairs[0].validity,
      });
      const mended = await read();
      const broken = { status: 'broken', reason: 'No table one' } as const;
      await store.savePairValidity('podcasts/a', broken, { of: judged.sql });
      expect(await read()).toEqual(mended);

      await store.savePairValidity('podcasts/a', broken, { of: 'SELECT 2' });
      expect((await read()).validity).toEqual(broken);
    },
  );

  it.each(ids)(
    'keeps what was measured of what did not change, %p',
    async databaseId => {
      const store = await openStore(await databases.init(databaseId));
      await store.replaceCluster(podcastUpdate());
      const versions = new Set<string | undefined>();
      const step = async <T>(work: Promise<T>): Promise<T> => {
        const result = await work;
        versions.add((await store.listVersions()).get(PODCASTS));
        return result;
      };
      await step(Promise.resolve());
      expect(
        await step(
          store.saveDatasetSchema(PODCASTS, STREAMS, {
            status: 'ok',
            columns: streamColumns,
          }),
        ),
      ).toEqual({ changed: true });
      await step(
        store.saveDatasetProfile(PODCASTS, STREAMS, {
          columns: profiledColumns,
          rowCount: 5_000_000_000,
          newest: '2026-11-19',
          profiledAt: '2026-11-20T09:00:00.000Z',
        }),
      );
      const valid = {
        status: 'valid',
        checkedAt: '2026-11-20T09:00:00.000Z',
      } as const;
      await step(store.savePairValidity('podcasts/a', valid));
      await step(
        store.savePairValidity('podcasts/b', {
          status: 'broken',
          reason: 'No column day',
          checkedAt: '2026-11-20T09:00:00.000Z',
        }),
      );
      // Every one of these can change an answer.
      expect(versions.size).toBe(5);
      expect(
        await step(
          store.saveDatasetSchema(PODCASTS, STREAMS, {
            status: 'ok',
            columns: profiledColumns,
          }),
        ),
      ).toEqual({ changed: false });
      await step(
        store.savePairValidity('podcasts/a', {
          ...valid,
          checkedAt: '2026-11-20T10:00:00.000Z',
        }),
      );
      expect(versions.size).toBe(5);
      await store.savePairValidity('podcasts/gone', valid);
      expect(
        await store.saveDatasetSchema(PODCASTS, 'resource:default/gone', {
          status: 'ok',
          columns: streamColumns,
        }),
      ).toEqual({ changed: false });

      const { datasets, cluster } = podcastUpdate();
      await store.replaceCluster(
        podcastUpdate({
          datasets: [
            { ...datasets[0], title: 'All streams', deprecated: true },
          ],
          pairs: [
            podcastPair('a', {
              answer: '{{one}}',
              author: 'user:default/ines',
            }),
            podcastPair('b', { sql: 'SELECT 2' }),
          ],
        }),
      );
      const kept = await store.readContext(PODCASTS);
      expect(kept?.datasets).toEqual([
        {
          ...datasets[0],
          title: 'All streams',
          deprecated: true,
          clusterId: PODCASTS,
          status: 'ok',
          columns: profiledColumns,
          rowCount: 5_000_000_000,
          newest: '2026-11-19',
          profiledAt: '2026-11-20T09:00:00.000Z',
        },
      ]);
      expect(kept?.pairs.map(({ validity }) => validity)).toEqual([
        { status: 'valid', checkedAt: '2026-11-20T10:00:00.000Z' },
        { status: 'unchecked' },
      ]);

      await store.replaceCluster(
        podcastUpdate({
          cluster: { ...cluster, warehouse: 'other' },
          datasets: [{ ...datasets[0], table: 'podcasts.plays' }],
        }),
      );
      const reset = await store.readContext(PODCASTS);
      expect(reset?.datasets).toMatchObject([
        { table: 'podcasts.plays', status: 'unknown', columns: [] },
      ]);
      expect(reset?.datasets[0]).not.toHaveProperty('rowCount');
      expect(reset?.pairs.map(({ validity }) => validity.status)).toEqual([
        'unchecked',
        'unchecked',
      ]);
    },
  );
});
