import {
  ClusterContext,
  Dataset,
  PairValidity,
} from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { DateTime } from 'luxon';
import { ClusterScope } from '../../access/ClusterScope';
import {
  ClusterRecord,
  ClusterUpdate,
  ContextStore,
  PieceIds,
  StoredContext,
} from '../ContextStore';
import { VettedQuestion, VettedQuestionReader } from '../VettedQuestionReader';
import { applyClusterScope } from './applyClusterScope';
import { boundProfiles } from './boundProfiles';
import {
  ClusterRow,
  DatasetRow,
  hashContent,
  PairRow,
  toClusterRecord,
  toDataset,
  toDoc,
  toPair,
  toProblem,
} from './contextRows';
import { readRowsById, readRowsInTurns } from './readRows';
import { refreshContextVersion } from './refreshContextVersion';
import { saveSchemas } from './saveSchemas';
import {
  replaceAudience,
  replaceDatasets,
  replaceDocs,
  replacePairs,
  replaceProblems,
} from './replaceRows';

const COUNTED = {
  datasets: 'datasets',
  pairs: 'pairs',
  docs: 'docs',
  problems: 'context_problems',
} as const;

/** Titles and ids are compared here, since the databases order and fold letters each in its own way. */
const byTitle = (a: ClusterRecord, b: ClusterRecord) =>
  a.title.localeCompare(b.title, 'en') || (a.id < b.id ? -1 : 1);

function matchesSearch(cluster: ClusterRecord, words: string[]): boolean {
  const text = [cluster.name, cluster.title, cluster.description]
    .join('\n')
    .toLowerCase();
  return words.every(word => text.includes(word));
}

/** The context store on the plugin's database. */
export class KnexContextStore implements ContextStore, VettedQuestionReader {
  static create(options: {
    database: Knex;
    now?: () => DateTime;
  }): KnexContextStore {
    return new KnexContextStore(
      options.database,
      options.now ?? (() => DateTime.utc()),
    );
  }

  readonly #database: Knex;
  readonly #now: () => DateTime;
  #revision = 0;

  private constructor(database: Knex, now: () => DateTime) {
    this.#database = database;
    this.#now = now;
  }

  async listClusters(options: {
    scope: ClusterScope;
    owner?: string;
    search?: string;
  }): Promise<(ClusterRecord & { counts: ClusterContext['counts'] })[]> {
    const query = this.#database<ClusterRow>('clusters').select('clusters.*');
    applyClusterScope(query, options.scope);
    const owner = options.owner?.toLowerCase();
    const words = options.search?.toLowerCase().split(/\s+/) ?? [];
    const clusters = (await this.#toRecords(await query))
      .filter(cluster => owner === undefined || cluster.ownerRef === owner)
      .filter(cluster => matchesSearch(cluster, words))
      .sort(byTitle);
    const counts = await this.#readCounts();
    return clusters.map(cluster => ({
      ...cluster,
      counts: counts(cluster.id),
    }));
  }

  async listClusterIds(scope: ClusterScope): Promise<string[]> {
    const query = this.#database<ClusterRow>('clusters').select('clusters.id');
    applyClusterScope(query, scope);
    const rows = await query.orderBy('clusters.id');
    return rows.map(({ id }) => id);
  }

  async findCluster(
    idOrName: string,
    scope: ClusterScope,
  ): Promise<ClusterRecord | undefined> {
    if (idOrName.includes('\0')) {
      return undefined;
    }
    const wanted = idOrName.toLowerCase();
    const query = this.#database<ClusterRow>('clusters')
      .select('clusters.*')
      .where(either =>
        either.where('id', wanted).orWhereRaw('lower(name) = ?', [wanted]),
      );
    applyClusterScope(query, scope);
    const rows = await query;
    const row =
      rows.find(({ id }) => id === wanted) ??
      (rows.length === 1 ? rows[0] : undefined);
    return row ? (await this.#toRecords([row]))[0] : undefined;
  }

  async readContext(clusterId: string): Promise<StoredContext | undefined> {
    // First of all, so that rows newer than the version are read again, not kept under it.
    const row = await this.#database<ClusterRow>('clusters')
      .where({ id: clusterId })
      .first();
    if (!row) {
      return undefined;
    }
    const rowsOf = { database: this.#database, clusterId };
    const [cluster] = await this.#toRecords([row]);
    const datasets = await readRowsInTurns(rowsOf, 'datasets', toDataset);
    const pairs = await readRowsInTurns(rowsOf, 'pairs', toPair);
    const docs = await readRowsInTurns(rowsOf, 'docs', toDoc);
    const problems = await readRowsInTurns(
      rowsOf,
      'context_problems',
      toProblem,
    );
    const { id, name, title, description } = cluster;
    return {
      cluster,
      id,
      name,
      title,
      ...(description === undefined ? {} : { description }),
      counts: {
        datasets: datasets.length,
        pairs: pairs.length,
        docs: docs.length,
        problems: problems.length,
      },
      version: cluster.contextVersion,
      syncedAt: cluster.syncedAt,
      datasets,
      pairs,
      docs,
      problems,
    };
  }

  async readPieces(
    clusterId: string,
    ids: PieceIds,
  ): Promise<Pick<StoredContext, 'datasets' | 'pairs' | 'docs'>> {
    const rowsOf = { database: this.#database, clusterId };
    return {
      datasets: await readRowsById(
        rowsOf,
        'datasets',
        ids.datasets ?? [],
        toDataset,
      ),
      pairs: await readRowsById(rowsOf, 'pairs', ids.pairs ?? [], toPair),
      docs: await readRowsById(rowsOf, 'docs', ids.docs ?? [], toDoc),
    };
  }

  async listVersions(): Promise<Map<string, string>> {
    const rows = await this.#database<ClusterRow>('clusters')
      .select('id', 'context_version')
      .orderBy('id');
    return new Map(rows.map(row => [row.id, row.context_version]));
  }

  async listVettedQuestions(clusterIds: string[]): Promise<VettedQuestion[]> {
    const rows = await this.#database<PairRow>('pairs')
      .whereIn('cluster_id', clusterIds)
      .where({ validity: 'valid' })
      .select('id', 'cluster_id', 'question');
    return rows
      .map(row => ({
        pairId: row.id,
        clusterId: row.cluster_id,
        question: row.question,
      }))
      .sort((a, b) => (a.pairId < b.pairId ? -1 : 1));
  }

  async replaceCluster(update: ClusterUpdate): Promise<{ changed: boolean }> {
    const { cluster } = update;
    const row = {
      id: cluster.id,
      name: cluster.name,
      title: cluster.title,
      description: cluster.description ?? null,
      owner_ref: cluster.ownerRef,
      warehouse: cluster.warehouse ?? null,
      context_ref: cluster.contextRef ?? null,
      synced_at: this.#now().toUTC().toISO()!,
    };
    return this.#change(async tx => {
      // Makes sure of a row to lock, also when two replicas see a new cluster at once.
      await tx('clusters')
        .insert({ ...row, context_version: '' })
        .onConflict('id')
        .ignore();
      const before = await this.#lock(tx, cluster.id);
      await tx('clusters').where({ id: cluster.id }).update(row);
      await replaceAudience(tx, cluster.id, cluster.audience);
      await replaceDatasets(tx, cluster.id, update.datasets);
      await replacePairs(tx, cluster.id, update.pairs, {
        sameWarehouse: before?.warehouse === row.warehouse,
      });
      await replaceDocs(tx, cluster.id, update.docs);
      await replaceProblems(tx, cluster.id, update.problems);
      return refreshContextVersion(tx, cluster.id);
    });
  }

  async retainClusters(ids: string[]): Promise<void> {
    const kept = new Set(ids);
    for (const id of (await this.listVersions()).keys()) {
      if (!kept.has(id)) {
        await this.#change(tx => tx('clusters').where({ id }).delete());
      }
    }
  }

  async saveDatasetSchema(
    clusterId: string,
    datasetId: string,
    schema: Pick<Dataset, 'status' | 'columns'>,
  ): Promise<{ changed: boolean }> {
    const { changed } = await this.saveDatasetSchemas(
      clusterId,
      new Map([[datasetId, schema]]),
    );
    return { changed: changed.length > 0 };
  }

  async saveDatasetSchemas(
    clusterId: string,
    schemas: ReadonlyMap<string, Pick<Dataset, 'status' | 'columns'>>,
  ): Promise<{ changed: string[] }> {
    return this.#change(async tx => {
      await this.#lock(tx, clusterId);
      const changed = await saveSchemas(tx, clusterId, schemas);
      await refreshContextVersion(tx, clusterId);
      return { changed };
    });
  }

  async saveDatasetProfile(
    clusterId: string,
    datasetId: string,
    profile: Pick<Dataset, 'columns' | 'rowCount' | 'newest' | 'profiledAt'>,
  ): Promise<void> {
    await this.#change(async tx => {
      await this.#lock(tx, clusterId);
      const columns = boundProfiles(profile.columns);
      // No row is touched when the dataset is gone since it was measured.
      await tx<DatasetRow>('datasets')
        .where({ cluster_id: clusterId, id: datasetId })
        .update({
          columns: JSON.stringify(columns),
          schema_hash: hashContent(columns),
          row_count: profile.rowCount ?? null,
          newest: profile.newest ?? null,
          profiled_at: profile.profiledAt ?? null,
        });
      await refreshContextVersion(tx, clusterId);
    });
  }

  async savePairValidity(
    pairId: string,
    validity: PairValidity,
    options: { of?: string } = {},
  ): Promise<void> {
    await this.#change(async tx => {
      const row = () => tx<PairRow>('pairs').where({ id: pairId }).first();
      const found = await row();
      if (!found) {
        return;
      }
      await this.#lock(tx, found.cluster_id);
      // Another writer may have had the lock until now.
      const pair = await row();
      if (!pair || (options.of !== undefined && options.of !== pair.sql)) {
        return;
      }
      await tx('pairs')
        .where({ id: pairId })
        .update({
          validity: validity.status,
          validity_reason: validity.reason ?? null,
          validity_checked_at: validity.checkedAt ?? null,
        });
      if (
        pair.validity !== validity.status ||
        pair.validity_reason !== (validity.reason ?? null)
      ) {
        await refreshContextVersion(tx, pair.cluster_id);
      }
    });
  }

  get revision(): number {
    return this.#revision;
  }

  async #change<T>(work: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.#database.transaction(work);
    } finally {
      this.#revision += 1;
    }
  }

  /** One writer of a cluster at a time, or one would write back what another has just replaced. */
  async #lock(tx: Knex, clusterId: string): Promise<ClusterRow | undefined> {
    return tx<ClusterRow>('clusters')
      .where({ id: clusterId })
      .forUpdate()
      .first();
  }

  async #toRecords(rows: ClusterRow[]): Promise<ClusterRecord[]> {
    const members = await this.#database('cluster_audience')
      .whereIn(
        'cluster_id',
        rows.map(({ id }) => id),
      )
      .orderBy('entity_ref')
      .select<{ cluster_id: string; entity_ref: string }[]>('*');
    const audiences = new Map<string, string[]>(rows.map(({ id }) => [id, []]));
    for (const { cluster_id, entity_ref } of members) {
      audiences.get(cluster_id)?.push(entity_ref);
    }
    return rows.map(row => toClusterRecord(row, audiences.get(row.id) ?? []));
  }

  async #readCounts(): Promise<(id: string) => ClusterContext['counts']> {
    const tables = new Map<string, Map<string, number>>();
    for (const table of Object.values(COUNTED)) {
      const rows: { cluster_id: string; count: number | string }[] =
        await this.#database(table)
          .groupBy('cluster_id')
          .select('cluster_id')
          .count({ count: '*' });
      tables.set(
        table,
        new Map(rows.map(row => [row.cluster_id, Number(row.count)])),
      );
    }
    const count = (table: string, id: string) =>
      tables.get(table)?.get(id) ?? 0;
    return id => ({
      datasets: count(COUNTED.datasets, id),
      pairs: count(COUNTED.pairs, id),
      docs: count(COUNTED.docs, id),
      problems: count(COUNTED.problems, id),
    });
  }
}
