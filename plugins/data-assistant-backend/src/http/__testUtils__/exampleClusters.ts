import { ClusterUpdate } from '../../curation/ContextStore';

/** A cluster with one dataset, one pair and one doc. */
function clusterNamed(
  name: string,
  ownerRef: string,
  audience: string[],
): ClusterUpdate {
  const id = `resource:default/${name}`;
  const datasetId = `resource:default/${name}-rows`;
  return {
    cluster: {
      id,
      name,
      title: `The ${name}`,
      description: `All about ${name}`,
      ownerRef,
      warehouse: 'example',
      audience,
    },
    datasets: [
      {
        id: datasetId,
        title: `${name} rows`,
        warehouse: 'example',
        table: `${name}.rows`,
      },
    ],
    pairs: [
      {
        id: `${name}/how-many`,
        question: `How many ${name} are there?`,
        phrasings: [],
        sql: `SELECT count(*) AS n FROM ${name}.rows`,
        parameters: [],
        datasets: [datasetId],
        path: 'pairs/how-many.sql',
      },
    ],
    docs: [
      {
        id: `${name}/words`,
        title: 'Words',
        body: 'What words mean.',
        terms: [],
        path: 'docs/words.md',
      },
    ],
    problems: [
      { file: 'pairs/broken.sql', line: 2, reason: 'There is no question' },
    ],
  };
}

/** `open` to everybody, `finance` to its audience, `secret` to its owner alone. */
export const exampleClusters: ClusterUpdate[] = [
  clusterNamed('open', 'group:default/openers', []),
  clusterNamed('finance', 'group:default/controllers', [
    'group:default/analysts',
  ]),
  clusterNamed('secret', 'group:default/agents', ['group:default/nobody']),
];
