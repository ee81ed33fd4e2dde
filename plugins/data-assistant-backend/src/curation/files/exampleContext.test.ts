import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContextFileReader } from './ContextFileReader';

const CLUSTERS = join(
  resolvePackagePath('@cairn/backstage-plugin-data-assistant-backend'),
  '../../examples/clusters',
);
const names = readdirSync(CLUSTERS).filter(name =>
  existsSync(join(CLUSTERS, name, 'catalog-info.yaml')),
);

describe('the context of the example company', () => {
  const reader = ContextFileReader.fromConfig(mockServices.rootConfig(), {
    urlReader: mockServices.urlReader.mock(),
  });

  it.each(names)('fits the format: %s', async name => {
    const { pairs, docs, problems } = await reader.read({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name,
        annotations: {
          'data-assistant/context-ref': 'dir:.',
          'backstage.io/managed-by-location': `file:${join(
            CLUSTERS,
            name,
            'catalog-info.yaml',
          )}`,
        },
      },
    });
    expect(problems).toEqual([]);
    expect(pairs.length).toBeGreaterThanOrEqual(15);
    expect(docs.length).toBeGreaterThanOrEqual(3);
  });
});
