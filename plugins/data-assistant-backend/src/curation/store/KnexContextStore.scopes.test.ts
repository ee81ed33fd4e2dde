import { TestDatabases } from '@backstage/backend-test-utils';
import { ClusterScope } from '../../access/ClusterScope';
import { openStore } from './__testUtils__/openStore';

const ALL: ClusterScope = { kind: 'all' };

jest.setTimeout(60_000);

describe('KnexContextStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  const ids = databases.eachSupportedId().map(([id]) => id);

  it.each(ids)(
    'finds and lists clusters within a scope, %p',
    async databaseId => {
      const store = await openStore(await databases.init(databaseId));
      const add = (
        id: string,
        title: string,
        ownerRef: string,
        audience: string[],
      ) =>
        store.replaceCluster({
          cluster: {
            id,
            name: id.split('/')[1],
            title,
            description: `On ${title} 100% ÄÖ`,
            ownerRef,
            audience,
          },
          datasets: [],
          pairs: [],
          docs: [],
          problems: [],
        });
      const [a, b, c, other] = [
        'default/a',
        'default/b',
        'default/c',
        'other/a',
      ].map(name => `resource:${name}`);
      await add(a, 'Zebra', 'group:default/x', []);
      await add(b, 'alpha', 'group:default/y', [
        'group:default/y',
        'user:default/u',
      ]);
      await add(c, 'Beta', 'group:default/x', ['group:default/z']);
      await add(other, 'Äther', 'group:default/w', ['group:default/w']);
      const listed = async (scope: ClusterScope, rest = {}) =>
        (await store.listClusters({ scope, ...rest })).map(({ id }) => id);

      expect(await listed(ALL)).toEqual([b, other, c, a]);
      expect(await listed({ kind: 'none' })).toEqual([]);
      expect(await listed({ kind: 'ids', ids: [] })).toEqual([]);
      expect(
        await listed({ kind: 'ids', ids: [a, 'resource:default/q'] }),
      ).toEqual([a]);
      expect(await listed(ALL, { owner: 'group:default/X' })).toEqual([c, a]);
      expect(await listed(ALL, { search: 'ON  beta' })).toEqual([c]);
      expect(await listed(ALL, { search: '100% äö' })).toHaveLength(4);
      expect(await listed(ALL, { search: '100_' })).toEqual([]);

      const owner = (...refs: string[]) => ({
        property: 'owner' as const,
        refs,
      });
      const audience = (...refs: string[]) => ({
        property: 'audience' as const,
        refs,
      });
      const x = owner('group:default/x');
      const u = audience('user:default/u', 'group:default/n');
      const by = (
        criteria: (ClusterScope & { kind: 'criteria' })['criteria'],
      ) => listed({ kind: 'criteria', criteria });
      expect(await by(x)).toEqual([c, a]);
      expect(await by(owner())).toEqual([]);
      expect(await by(u)).toEqual([b, a]);
      expect(await by(audience())).toEqual([a]);
      expect(await by({ anyOf: [x, u] })).toEqual([b, c, a]);
      expect(await by({ allOf: [x, u] })).toEqual([a]);
      expect(await by({ not: u })).toEqual([other, c]);
      expect(
        await by({ allOf: [{ anyOf: [x, u] }, { not: { allOf: [x, u] } }] }),
      ).toEqual([b, c]);
      expect(await by({ anyOf: [] as unknown as [typeof x] })).toEqual([]);

      const found = async (name: string, scope: ClusterScope = ALL) =>
        (await store.findCluster(name, scope))?.id;
      expect(await found(b)).toBe(b);
      expect(await found('Resource:Default/B')).toBe(b);
      expect(await found('b')).toBe(b);
      expect(await found('a')).toBeUndefined();
      expect(await found('a', { kind: 'criteria', criteria: x })).toBe(a);
      expect(await found(b, { kind: 'criteria', criteria: x })).toBeUndefined();
      expect(await found("b' OR 1=1 --")).toBeUndefined();
      expect(await found('b\0')).toBeUndefined();
      expect((await store.findCluster(b, ALL))?.audience).toEqual([
        'group:default/y',
        'user:default/u',
      ]);
    },
  );
});
