import {
  createMockDirectory,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogBackend from '@backstage/plugin-catalog-backend';
import { stringify } from 'yaml';
import dataAssistantModule from './index';

const PROCESSED_WITHIN_MS = 30_000;

const cluster: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'podcasts',
    annotations: { 'data-assistant/context-ref': 'dir:.' },
  },
  spec: {
    type: 'data-cluster',
    owner: 'group:default/podcast-insights',
    datasets: ['resource:default/podcasts-streams'],
  },
};

const dataset: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'podcasts-streams',
    annotations: { 'data-assistant/table': 'podcasts.streams' },
  },
  spec: { type: 'dataset', owner: 'group:default/podcast-insights' },
};

describe('the module in a running catalog', () => {
  const folder = createMockDirectory();
  let backend: TestBackend;

  function request(path: string, init?: RequestInit): Promise<Response> {
    return fetch(
      `http://localhost:${backend.server.port()}/api/catalog${path}`,
      { ...init, headers: { 'Content-Type': 'application/json' } },
    );
  }

  async function relationsOf(name: string) {
    const response = await request(
      `/entities/by-name/resource/default/${name}`,
    );
    const { relations = [] }: Entity = response.ok ? await response.json() : {};
    return relations;
  }

  /** Asks until the catalog has processed the entity so far that it bears the relations. */
  async function relationsOnceThere(name: string, count: number) {
    const end = Date.now() + PROCESSED_WITHIN_MS;
    let relations = await relationsOf(name);
    while (relations.length < count && Date.now() < end) {
      relations = await relationsOf(name);
    }
    return relations;
  }

  beforeAll(async () => {
    folder.setContent({
      'catalog-info.yaml': stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Location',
        metadata: { name: 'tidewave' },
        spec: { targets: ['./podcasts/catalog-info.yaml'] },
      }),
      podcasts: {
        'catalog-info.yaml': [cluster, dataset]
          .map(e => stringify(e))
          .join('---\n'),
      },
    });
    backend = await startTestBackend({
      features: [
        catalogBackend,
        dataAssistantModule,
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              rules: [{ allow: ['Location', 'Resource'] }],
              locations: [
                { type: 'file', target: folder.resolve('catalog-info.yaml') },
              ],
            },
          },
        }),
      ],
    });
  }, 60_000);

  afterAll(() => backend?.stop());

  it(
    'relates the cluster and its dataset in both directions',
    async () => {
      const owned = {
        type: 'ownedBy',
        targetRef: 'group:default/podcast-insights',
      };
      await expect(relationsOnceThere('podcasts', 2)).resolves.toEqual([
        { type: 'hasPart', targetRef: 'resource:default/podcasts-streams' },
        owned,
      ]);
      await expect(relationsOnceThere('podcasts-streams', 2)).resolves.toEqual([
        owned,
        { type: 'partOf', targetRef: 'resource:default/podcasts' },
      ]);
    },
    2 * PROCESSED_WITHIN_MS,
  );

  it('says what is wrong with an entity before the catalog says it in its own words', async () => {
    const spec = { ...cluster.spec, owner: undefined };
    const response = await request('/validate-entity', {
      method: 'POST',
      body: JSON.stringify({
        entity: { ...cluster, spec },
        location: 'url:https://git.example/catalog-info.yaml',
      }),
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [
        expect.objectContaining({
          name: 'InputError',
          message:
            'Processor DataAssistantEntityProcessor threw an error while validating the entity resource:default/podcasts; ' +
            'caused by InputError: resource:default/podcasts is not a valid data-cluster: spec.owner is missing; ' +
            'write the ref of a group or user, such as group:default/podcast-insights',
        }),
      ],
    });
  });
});
