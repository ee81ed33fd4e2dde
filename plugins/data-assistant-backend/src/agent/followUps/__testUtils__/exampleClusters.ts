import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { Dataset, Pair } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ContextFileReader } from '../../../curation/files/ContextFileReader';
import {
  CompiledCluster,
  compileCluster,
} from '../../../verified/CompiledCluster';
import { prepareSqlFrames } from '../../../verified/SqlFrame';

const EXAMPLES = join(
  resolvePackagePath('@cairn/backstage-plugin-data-assistant-backend'),
  '../../examples',
);
const CLUSTERS = join(EXAMPLES, 'clusters');

/** What the profiles of the example company's warehouse know, as far as no doc says it. */
const COMMON_VALUES: Record<string, string[]> = {
  'podcasts.streams.platform': ['ios', 'android', 'web', 'car'],
  'podcasts.shows.genre': ['comedy', 'news', 'business', 'history'],
  'music.plays.plan': ['free', 'premium', 'family', 'student', 'duo'],
  'finance.subscription_daily.plan': ['premium', 'family', 'student', 'duo'],
  'audiobooks.books.genre': ['crime', 'fantasy', 'romance'],
  'music.tracks.genre': ['pop', 'rock', 'jazz'],
  'music.artists.genre': ['pop', 'rock', 'jazz'],
};

/** The datasets that the pairs' parameters take their values from. */
function datasetsOf(name: string, pairs: Pair[]): Dataset[] {
  const columns = new Set(
    pairs.flatMap(({ parameters }) =>
      parameters.flatMap(({ column }) => (column ? [column] : [])),
    ),
  );
  return [...columns].map(path => {
    const [schema, table, column] = path.split('.');
    return {
      id: `resource:default/${schema}-${table}-${column}`,
      clusterId: `resource:default/${name}`,
      title: table,
      warehouse: 'example',
      table: `${schema}.${table}`,
      status: 'ok',
      columns: [
        {
          name: column,
          type: 'string',
          nativeType: 'VARCHAR',
          nullable: true,
          profile: {
            commonValues: (COMMON_VALUES[path] ?? []).map(value => ({
              value,
              count: 1,
            })),
          },
        },
      ],
    };
  });
}

async function readCluster(name: string, now: DateTime) {
  const file = join(CLUSTERS, name, 'catalog-info.yaml');
  const reader = ContextFileReader.fromConfig(mockServices.rootConfig(), {
    urlReader: mockServices.urlReader.mock(),
  });
  const { pairs, docs } = await reader.read({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      annotations: {
        'data-assistant/context-ref': 'dir:.',
        'backstage.io/managed-by-location': `file:${file}`,
      },
    },
  });
  const id = `resource:default/${name}`;
  const stored = pairs.map(({ name: pairName, ...pair }) => ({
    ...pair,
    id: `${name}/${pairName}`,
    clusterId: id,
    datasets: [],
    validity: { status: 'valid' as const },
  }));
  return compileCluster(
    {
      id,
      name,
      title: name,
      cluster: {
        id,
        name,
        title: name,
        ownerRef: 'group:default/owners',
        audience: [],
        contextVersion: '1',
        syncedAt: '2026-11-20T00:00:00Z',
      },
      counts: { datasets: 0, pairs: pairs.length, docs: 0, problems: 0 },
      version: '1',
      datasets: datasetsOf(name, stored),
      pairs: stored,
      docs: docs.map(({ name: docName, ...doc }) => ({
        ...doc,
        id: `${name}/${docName}`,
        clusterId: id,
      })),
      problems: [],
    },
    now,
  );
}

/** The six clusters of the example company, from their files. */
export async function readExampleClusters(
  now: DateTime,
): Promise<Map<string, CompiledCluster>> {
  await prepareSqlFrames();
  const names = readdirSync(CLUSTERS).filter(name =>
    existsSync(join(CLUSTERS, name, 'catalog-info.yaml')),
  );
  const clusters = new Map<string, CompiledCluster>();
  for (const name of names) {
    clusters.set(name, await readCluster(name, now));
  }
  return clusters;
}

/** The example company's questions of a file, with days in place of its placeholders. */
export function readExampleQuestions(file: string): string[] {
  const { questions } = parse(
    readFileSync(join(EXAMPLES, 'questions', file), 'utf8'),
  ) as { questions: { ask: string }[] };
  return questions.map(({ ask }) =>
    ask
      .replaceAll('{{some_from}}', '2026-09-11')
      .replaceAll('{{some_to}}', '2026-09-24'),
  );
}
