import { Doc, Pair, Term } from '@cairn/backstage-plugin-data-assistant-common';
import { StoredContext } from '../../../curation/ContextStore';

/** What a test says of a cluster; all else is filled in. */
export interface ClusterSketch {
  name: string;
  title?: string;
  description?: string;
  /** Columns by table. */
  tables?: Record<string, string[]>;
  /** The most common values by `table.column`. */
  values?: Record<string, string[]>;
  pairs?: (Pick<Pair, 'question' | 'sql'> & Partial<Pair>)[];
  docs?: (Partial<Doc> & { terms?: Term[] })[];
}

export const idOf = (name: string) => `resource:default/${name}`;

/** A cluster's context as the store gives it back. */
export function makeContext(sketch: ClusterSketch): StoredContext {
  const { name, title = name, description, tables = {}, values = {} } = sketch;
  const id = idOf(name);
  const shared = { id, name, title, description };
  return {
    ...shared,
    version: '1',
    counts: { datasets: 0, pairs: 0, docs: 0, problems: 0 },
    datasets: Object.entries(tables).map(([table, columns]) => ({
      id: idOf(table),
      clusterId: id,
      title: table,
      warehouse: 'warehouse',
      table: `main.${table}`,
      status: 'ok',
      columns: columns.map(column => ({
        name: column,
        type: 'string',
        nativeType: 'VARCHAR',
        nullable: true,
        profile: {
          commonValues: (values[`${table}.${column}`] ?? []).map(value => ({
            value,
            count: 1,
          })),
        },
      })),
    })),
    pairs: (sketch.pairs ?? []).map((pair, index) => ({
      id: `${name}/pair-${index}`,
      clusterId: id,
      phrasings: [],
      parameters: [],
      datasets: [],
      validity: { status: 'unchecked' },
      path: `pair-${index}.sql`,
      ...pair,
    })),
    docs: (sketch.docs ?? []).map((doc, index) => ({
      id: `${name}/doc-${index}`,
      clusterId: id,
      title: '',
      body: '',
      terms: [],
      path: `doc-${index}.md`,
      ...doc,
    })),
    problems: [],
    cluster: {
      ...shared,
      ownerRef: 'group:default/owners',
      audience: [],
      contextVersion: '1',
      syncedAt: '2026-01-01T00:00:00Z',
    },
  };
}
