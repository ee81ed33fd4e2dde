import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import request from 'supertest';
import { ApiCaller, asService, asUser } from './__testUtils__/ApiCaller';
import {
  conversationRoutes,
  everyRoute,
  key,
} from './__testUtils__/everyRoute';
import { RunningApi } from './__testUtils__/startApi';
import { startScriptedApi } from './__testUtils__/startScriptedApi';

const allClusters = ['finance', 'open', 'secret'].map(
  name => `resource:default/${name}`,
);

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())(
  'Access to clusters, %s',
  databaseId => {
    let api: RunningApi;
    const call = (...args: Parameters<ApiCaller['call']>) =>
      new ApiCaller(api.baseUrl).call(...args);
    const clientOf = (who: string) => new ApiCaller(api.baseUrl).clientOf(who);

    beforeAll(async () => {
      api = await startScriptedApi(await databases.init(databaseId));
    });

    afterAll(() => api.stop());

    describe('who may call', () => {
      it.each(everyRoute)(
        '%s %s needs somebody signed in',
        async (...[method, path, body]) => {
          const res = await call(
            mockCredentials.none.header(),
            method,
            path,
            body,
            key,
          );
          expect(res.status).toBe(401);
          expect(res.body.error.name).toBe('AuthenticationError');
        },
      );

      it.each(conversationRoutes)(
        '%s %s is denied to users without conversations',
        async (...[method, path, body]) => {
          for (const name of ['denied', 'mute']) {
            const res = await call(asUser(name), method, path, body, key);
            expect(res.status).toBe(403);
            expect(res.body.error).toEqual({
              name: 'NotAllowedError',
              message: 'You may not use the data assistant',
            });
          }
        },
      );

      it.each(conversationRoutes)(
        '%s %s is denied to services without clusters',
        async (...[method, path, body]) => {
          const res = await call(
            asService('external:stranger'),
            method,
            path,
            body,
            key,
          );
          expect(res.status).toBe(403);
          expect(res.body.error.message).toContain(
            "No cluster is open to the service 'external:stranger'",
          );
        },
      );

      it('takes no limited user cookie', async () => {
        const res = await request(api.baseUrl)
          .get('/conversations')
          .set('Authorization', mockCredentials.none.header())
          .set('Cookie', mockCredentials.limitedUser.cookie());
        expect(res.status).toBe(401);
      });
    });

    describe('clusters', () => {
      it.each<[string, () => string, string[], string[]]>([
        ['allowed', () => asUser('admin'), allClusters, allClusters],
        ['denied', () => asUser('denied'), [], []],
        [
          'an audience',
          () => asUser('analyst'),
          allClusters.slice(0, 2),
          allClusters.slice(0, 2),
        ],
        [
          'an owner',
          () => asUser('agent'),
          allClusters.slice(1),
          allClusters.slice(1),
        ],
        ['anybody', () => asUser('guest'), [allClusters[1]], [allClusters[1]]],
        ['a reader', () => asUser('reader'), allClusters, []],
        [
          'a named service',
          () => asService('external:bot'),
          allClusters.slice(0, 2),
          allClusters.slice(0, 2),
        ],
        ['another service', () => asService('external:stranger'), [], []],
      ])(
        'shows %s exactly what is theirs',
        async (_who, who, seen, askable) => {
          const list = await call(who(), 'get', '/clusters');
          expect(list.status).toBe(200);
          expect(list.body.map((c: { id: string }) => c.id).sort()).toEqual(
            seen,
          );
          expect(
            list.body
              .filter((c: { can: { ask: boolean } }) => c.can.ask)
              .map((c: { id: string }) => c.id)
              .sort(),
          ).toEqual(askable);

          for (const id of allClusters) {
            for (const path of [
              `/clusters/${encodeURIComponent(id)}`,
              `/clusters/${id.split('/')[1]}`,
              `/clusters/${encodeURIComponent(id)}/health`,
            ]) {
              const res = await call(who(), 'get', path);
              expect([path, res.status]).toEqual([
                path,
                seen.includes(id) ? 200 : 404,
              ]);
            }
          }

          const suggestions = await call(who(), 'get', '/suggestions?limit=50');
          expect(suggestions.status).toBe(200);
          expect(
            suggestions.body.map((s: { cluster: string }) => s.cluster).sort(),
          ).toEqual(askable);
        },
      );

      it('shows problems of the context to its owners alone', async () => {
        const owner = await call(asUser('agent'), 'get', '/clusters/secret');
        expect(owner.body.can.curate).toBe(true);
        expect(owner.body.problems).toEqual([
          { file: 'pairs/broken.sql', line: 2, reason: 'There is no question' },
        ]);
        const other = await call(asUser('admin'), 'get', '/clusters/secret');
        expect(other.body.can.curate).toBe(false);
        expect(other.body.problems).toBeUndefined();
      });

      it('proposes parameters to owners alone', async () => {
        const path = '/clusters/secret/pairs/how-many/parameter-proposal';
        const owner = await call(asUser('agent'), 'get', path);
        expect([owner.status, owner.body]).toEqual([
          200,
          { pairId: 'secret/how-many', parameters: [], kept: [], cautions: [] },
        ]);
        const reader = await call(asUser('admin'), 'get', path);
        expect([reader.status, reader.body.error.message]).toEqual([
          403,
          "Only the owners of 'secret' see what is proposed for it",
        ]);
        const stranger = await call(asUser('guest'), 'get', path);
        expect([stranger.status, stranger.body.error.message]).toEqual([
          404,
          "There is no cluster 'secret'",
        ]);
        const absent = await call(
          asUser('agent'),
          'get',
          '/clusters/secret/pairs/absent/parameter-proposal',
        );
        expect([absent.status, absent.body.error.message]).toEqual([
          404,
          "The cluster 'secret' has no pair 'absent'",
        ]);
        const odd = await call(
          asUser('agent'),
          'get',
          '/clusters/secret/pairs/a%2Fb/parameter-proposal',
        );
        expect(odd.status).toBe(400);
      });

      it('filters by owner and words', async () => {
        const admin = clientOf(asUser('admin'));
        const found = await admin.listClusters({
          owner: 'group:default/agents',
          search: 'SECRET',
        });
        expect(found.map(cluster => cluster.id)).toEqual([allClusters[2]]);
        expect(
          await admin.listClusters({
            owner: 'group:default/agents',
            search: 'x%',
          }),
        ).toEqual([]);
      });
    });
  },
);
