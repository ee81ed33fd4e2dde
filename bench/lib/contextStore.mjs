/** Clusters in the product's own store, on a database in memory. */
import knexFactory from 'knex';
import { backend } from './product.mjs';

const { KnexContextStore } = backend('curation');
const { applyMigrations } = backend('database');

/** A store with the product's migrations applied, in memory or in a file; `close` ends its database. */
export async function openStore({ filename = ':memory:' } = {}) {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });
  const database = await applyMigrations({ getClient: async () => knex });
  return {
    database,
    store: KnexContextStore.create({ database }),
    close: () => knex.destroy(),
  };
}

export const clusterId = name => `resource:default/${name}`;

const datasetId = (cluster, table) =>
  `resource:default/${cluster}-${table}`.toLowerCase();

/**
 * What a sync of a cluster's files brings.
 *
 * @param tables `[{ name, description?, columns: [{ name, type, nativeType?, description?, profile? }] }]`;
 *   `name` is `schema.table`
 * @param pairs `[{ id, question, phrasings?, sql, parameters?, tables }]`; `tables` are names of `tables`
 */
export function clusterUpdate({
  name,
  title = name,
  description,
  tables,
  pairs = [],
  docs = [],
}) {
  return {
    cluster: {
      id: clusterId(name),
      name,
      title,
      ...(description === undefined ? {} : { description }),
      ownerRef: 'group:default/owners',
      warehouse: 'warehouse',
      audience: [],
    },
    datasets: tables.map(table => ({
      id: datasetId(name, table.name),
      title: table.title ?? table.name.split('.').pop(),
      ...(table.description ? { description: table.description } : {}),
      warehouse: 'warehouse',
      table: table.name,
      deprecated: false,
    })),
    pairs: pairs.map(pair => ({
      phrasings: [],
      parameters: [],
      path: `${pair.id}.sql`,
      ...pair,
      datasets: (pair.tables ?? []).map(table => datasetId(name, table)),
    })),
    docs,
    problems: [],
  };
}

/** Writes one cluster, shaped as for `clusterUpdate`, as a sync of its files and a sync of its schema would. */
export async function writeCluster(store, cluster) {
  const { name, tables } = cluster;
  await store.replaceCluster(clusterUpdate(cluster));
  await store.saveDatasetSchemas(
    clusterId(name),
    new Map(
      tables.map(table => [
        datasetId(name, table.name),
        {
          status: 'ok',
          columns: table.columns.map(column => ({
            nullable: true,
            nativeType: column.type,
            ...column,
          })),
        },
      ]),
    ),
  );
}
