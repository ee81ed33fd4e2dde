import { ClusterUpdate } from '../../../curation/ContextStore';

export const idOf = (name: string) => `resource:default/${name}`;

/** A cluster with one dataset and one doc, and a pair for each question. */
export function clusterOf(
  name: string,
  options: { title: string; questions: string[]; doc?: string },
): ClusterUpdate {
  return {
    cluster: {
      id: idOf(name),
      name,
      title: options.title,
      ownerRef: 'group:default/owners',
      warehouse: 'example',
      audience: [],
    },
    datasets: [
      {
        id: `resource:default/${name}-rows`,
        title: 'Rows',
        warehouse: 'example',
        table: `${name}.rows`,
        deprecated: false,
      },
    ],
    pairs: options.questions.map((question, index) => ({
      id: `${name}/${index}`,
      question,
      phrasings: [],
      sql: `SELECT ${index} AS n FROM ${name}.rows`,
      parameters: [],
      datasets: [],
      path: `pairs/${index}.sql`,
    })),
    docs: [
      {
        id: `${name}/notes`,
        title: 'Notes',
        body: options.doc ?? 'Nothing of note.',
        terms: [],
        path: 'docs/notes.md',
      },
    ],
    problems: [],
  };
}

/** Three domains; no question of the tests shares a word with the right one. */
export const musicClusters = [
  clusterOf('billing', {
    title: 'Billing',
    questions: ['What was the revenue in spring?', 'Revenue per subscriber'],
  }),
  clusterOf('engagement', {
    title: 'Engagement',
    questions: ['How many listeners of podcasts did we have?'],
  }),
  clusterOf('delivery', {
    title: 'Delivery',
    questions: ['How many minutes were late at the studio?'],
  }),
];
