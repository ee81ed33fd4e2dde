import { Entity } from '@backstage/catalog-model';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { DataAssistantEntityProcessor } from './DataAssistantEntityProcessor';

const CLUSTERS = join(__dirname, '../../../../examples/clusters');
const LOCATION = { type: 'url', target: 'https://git.example/a.yaml' };

const OWNER_REMEDY =
  'write the ref of a group or user, such as group:default/podcast-insights';
const CONTEXT_REF_FORM =
  "must be dir: with a path at or below the folder of the entity's file, such as dir:. or dir:./context, or url: with the https address of a folder";
const TABLE_REMEDY =
  'write the table or view as schema.table, such as podcasts.streams';
const RHYTHM_FORM =
  'must be an ISO 8601 duration above zero, such as P1D for daily or PT1H for hourly; correct it, or remove the key';

function resource(options: {
  spec: Record<string, unknown>;
  annotations?: Record<string, unknown>;
  namespace?: string;
}): Entity {
  const { spec, annotations, namespace } = options;
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'podcasts', namespace, annotations },
    spec: { owner: 'group:default/podcast-insights', ...spec },
  };
  // As YAML arrives: any JSON, whatever the types say of an entity.
  return JSON.parse(JSON.stringify(entity));
}

function cluster(
  spec: Record<string, unknown>,
  annotations?: Record<string, unknown>,
) {
  return resource({ spec: { type: 'data-cluster', ...spec }, annotations });
}

function dataset(
  spec: Record<string, unknown>,
  annotations: Record<string, unknown> | undefined = {
    'data-assistant/table': 'podcasts.streams',
  },
) {
  return resource({ spec: { type: 'dataset', ...spec }, annotations });
}

function exampleEntities(): Entity[] {
  return readdirSync(CLUSTERS).flatMap(folder =>
    parseAllDocuments(
      readFileSync(join(CLUSTERS, folder, 'catalog-info.yaml'), 'utf8'),
    ).map(document => document.toJS()),
  );
}

async function relationsOf(entity: Entity): Promise<unknown[]> {
  const emitted: unknown[] = [];
  await new DataAssistantEntityProcessor().postProcessEntity(
    entity,
    LOCATION,
    result => emitted.push(result),
  );
  return emitted;
}

describe('DataAssistantEntityProcessor', () => {
  const processor = new DataAssistantEntityProcessor();

  it('lets every entity of the example company pass', async () => {
    const entities = exampleEntities();
    const types = entities.map(({ spec }) => spec?.type);
    expect(types.filter(type => type === 'data-cluster')).toHaveLength(6);
    expect(types.filter(type => type === 'dataset').length).toBeGreaterThan(20);

    for (const entity of entities) {
      await expect(processor.validateEntityKind(entity)).resolves.toBe(false);
    }
  });

  it.each([
    cluster({}),
    cluster({ datasets: [], audience: ['insights', 'user:default/ines'] }),
    cluster({ owner: 'podcast-insights', datasets: ['a', 'data/b'] }),
    cluster({}, { 'data-assistant/context-ref': 'dir:.' }),
    cluster({}, { 'data-assistant/context-ref': 'dir:./context/pairs..old' }),
    cluster(
      {},
      { 'data-assistant/context-ref': 'url:https://git.example/data/tree/a/' },
    ),
    dataset({}),
    dataset({ partitionColumn: 'day', rhythm: 'PT15M' }),
    dataset({ rhythm: 'P1W' }),
  ])('lets pass what fits the format: %j', async entity => {
    await expect(processor.validateEntityKind(entity)).resolves.toBe(false);
  });

  it('has nothing to say of other entities', async () => {
    const bucket = resource({ spec: { type: 'bucket', datasets: 'all' } });
    const component = { ...cluster({ datasets: 'all' }), kind: 'Component' };

    for (const entity of [bucket, component]) {
      await expect(processor.validateEntityKind(entity)).resolves.toBe(false);
      await expect(relationsOf(entity)).resolves.toEqual([]);
    }
  });

  it.each([
    [{ owner: undefined }, `spec.owner is missing; ${OWNER_REMEDY}`],
    [{ owner: ['a'] }, `spec.owner must be text; ${OWNER_REMEDY}`],
    [{ owner: '' }, `spec.owner must not be ''; ${OWNER_REMEDY}`],
    [
      { owner: 'component:default/portal' },
      `spec.owner must not be 'component:default/portal'; ${OWNER_REMEDY}`,
    ],
    [
      { datasets: 'podcasts-streams' },
      'spec.datasets must be a list of the refs of datasets, such as [resource:default/podcasts-streams]; correct it, or remove the key',
    ],
    [
      { datasets: ['fine', 'resource:default/', 'component:default/x', 7] },
      "spec.datasets[1] must not be 'resource:default/'; write the ref of a resource, such as resource:default/podcasts-streams; " +
        "spec.datasets[2] must not be 'component:default/x'; write the ref of a resource, such as resource:default/podcasts-streams; " +
        'spec.datasets[3] must be text; write the ref of a resource, such as resource:default/podcasts-streams',
    ],
    [
      { audience: 'group:default/insights' },
      'spec.audience must be a list of the refs of groups and users, such as [group:default/insights]; correct it, or remove the key to let everybody ask',
    ],
    [
      { audience: [] },
      'spec.audience is empty; name at least one group or user, or remove the key to let everybody ask',
    ],
    [
      { audience: ['group:default/in sights'] },
      "spec.audience[0] must not be 'group:default/in sights'; write the ref of a group or user, such as group:default/insights",
    ],
  ])('refuses a cluster with %j', async (spec, problem) => {
    await expect(
      processor.validateEntityKind(cluster(spec)),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: `resource:default/podcasts is not a valid data-cluster: ${problem}`,
    });
  });

  it.each([
    '',
    '.',
    'dir:',
    'dir:..',
    'dir:./a/../../b',
    'dir:/etc',
    'dir:a\\..\\b',
    'url:',
    'url:./context',
    'url:file:///etc',
    'https://git.example/data',
    7,
  ])('refuses a cluster with the context at %j', async ref => {
    await expect(
      processor.validateEntityKind(
        cluster({}, { 'data-assistant/context-ref': ref }),
      ),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: `resource:default/podcasts is not a valid data-cluster: the annotation data-assistant/context-ref ${CONTEXT_REF_FORM}`,
    });
  });

  it.each([
    [dataset({ owner: undefined }), `spec.owner is missing; ${OWNER_REMEDY}`],
    [
      resource({ spec: { type: 'dataset' } }),
      `the annotation data-assistant/table is missing; ${TABLE_REMEDY}`,
    ],
    [
      dataset({}, { 'data-assistant/warehouse': 'example' }),
      `the annotation data-assistant/table is missing; ${TABLE_REMEDY}`,
    ],
    ...['streams', 'a.podcasts.streams', 'podcasts.', 'a.b; DROP'].map(
      (table): [Entity, string] => [
        dataset({}, { 'data-assistant/table': table }),
        `the annotation data-assistant/table must not be '${table}'; ${TABLE_REMEDY}`,
      ],
    ),
    ...[['day'], ' ', null].map((partitionColumn): [Entity, string] => [
      dataset({ partitionColumn }),
      'spec.partitionColumn must be the name of the column that partitions the table by day; correct it, or remove the key',
    ]),
    ...['daily', 'P', 'P0D', '-P1D', '', 1].map((rhythm): [Entity, string] => [
      dataset({ rhythm }),
      `spec.rhythm ${RHYTHM_FORM}`,
    ]),
    [
      dataset({ rhythm: 'daily' }, { 'data-assistant/table': 'streams' }),
      `the annotation data-assistant/table must not be 'streams'; ${TABLE_REMEDY}; spec.rhythm ${RHYTHM_FORM}`,
    ],
  ])('refuses the dataset %j', async (entity, problem) => {
    await expect(processor.validateEntityKind(entity)).rejects.toMatchObject({
      name: 'InputError',
      message: `resource:default/podcasts is not a valid dataset: ${problem}`,
    });
  });

  it('relates a cluster to each of its datasets once, in its own namespace unless they say otherwise', async () => {
    const entity = resource({
      spec: {
        type: 'data-cluster',
        datasets: [
          'streams',
          'Resource:audio/streams',
          'resource:default/shows',
        ],
      },
      namespace: 'audio',
    });
    const source = { kind: 'Resource', namespace: 'audio', name: 'podcasts' };
    const part = { kind: 'Resource', namespace: 'audio', name: 'streams' };
    const shows = { kind: 'resource', namespace: 'default', name: 'shows' };

    await expect(relationsOf(entity)).resolves.toEqual(
      [part, shows].flatMap(target => [
        { type: 'relation', relation: { source, type: 'hasPart', target } },
        {
          type: 'relation',
          relation: { source: target, type: 'partOf', target: source },
        },
      ]),
    );
  });
});
