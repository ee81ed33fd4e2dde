import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ContextProblem } from '@cairn/backstage-plugin-data-assistant-common';
import { ContextStore, StoredContext } from '../ContextStore';
import { ContextFileReader, ContextFiles } from '../files/ContextFileReader';
import { ContextFolderError } from '../files/ContextFolder';
import { ClusterCatalog } from './ClusterCatalog';
import { entityFileOf } from './entityFileOf';
import { linkPairs } from './linkPairs';
import { MissingClusters } from './MissingClusters';
import { readClusterEntity } from './readClusterEntity';
import { readDatasetEntity } from './readDatasetEntity';
import { TableLookup, TablesOf } from './TableLookup';

/** What a sync found. Clusters are named by entity ref. */
export interface ClusterSyncSummary {
  /** All that the catalog has now. */
  clusters: string[];
  /** Those whose context version is another than before. */
  changed: string[];
  /** Those whose files could not be read, so that they keep their last good ones. */
  kept: string[];
  /** Those that could not be stored at all. */
  failed: string[];
  /** Those that the catalog lacked, and that stay until it lacks them once more. */
  missing: string[];
  removed: string[];
  /** How many problems the owners have to mend. */
  problems: number;
}

interface Options {
  catalog: CatalogService;
  auth: AuthService;
  reader: ContextFileReader;
  store: ContextStore;
  logger: LoggerService;
  /** Without it pairs are stored without their datasets. */
  tablesOf?: TablesOf;
}

/** Brings clusters and their context from the catalog and their files into the database. */
export class ClusterSync {
  static create(options: Options): ClusterSync {
    return new ClusterSync(options);
  }

  readonly #catalog: ClusterCatalog;
  readonly #reader: ContextFileReader;
  readonly #store: ContextStore;
  readonly #logger: LoggerService;
  readonly #lookup?: TableLookup;
  readonly #missing = new MissingClusters();

  private constructor(options: Options) {
    this.#catalog = ClusterCatalog.create(options);
    this.#reader = options.reader;
    this.#store = options.store;
    this.#logger = options.logger;
    const { tablesOf, logger } = options;
    this.#lookup = tablesOf && TableLookup.create({ tablesOf, logger });
  }

  /**
   * Rejects, and leaves everything as it is, when the catalog does not answer; a cluster that fails on
   * its own does not keep the others.
   */
  async run(signal?: AbortSignal): Promise<ClusterSyncSummary> {
    const entities = await this.#catalog.listClusters(signal);
    this.#lookup?.begin();
    const summary: ClusterSyncSummary = {
      clusters: entities.map(entity => stringifyEntityRef(entity)),
      changed: [],
      kept: [],
      failed: [],
      missing: [],
      removed: [],
      problems: 0,
    };
    for (const entity of entities) {
      signal?.throwIfAborted();
      const id = stringifyEntityRef(entity);
      try {
        await this.#syncCluster(id, entity, summary, signal);
      } catch (error) {
        signal?.throwIfAborted();
        this.#logger.error(`Could not sync the cluster ${id}`, error as Error);
        summary.failed.push(id);
      }
    }
    await this.#removeMissing(summary);
    this.#logger.info(
      `Synced ${summary.clusters.length} clusters: ${summary.changed.length} changed, ${summary.kept.length} kept their last good context, ${summary.failed.length} failed, ${summary.missing.length} missing, ${summary.removed.length} removed, ${summary.problems} problems`,
    );
    return summary;
  }

  async #syncCluster(
    id: string,
    entity: Entity,
    summary: ClusterSyncSummary,
    signal?: AbortSignal,
  ): Promise<void> {
    const { cluster, datasetRefs, problems } = readClusterEntity(entity);
    const before = await this.#store.readContext(id);
    const datasets = [];
    const found = await this.#catalog.findEntities(datasetRefs);
    for (const [index, ref] of datasetRefs.entries()) {
      const dataset = found[index];
      if (!dataset) {
        problems.push({
          file: entityFileOf(entity),
          reason: `spec.datasets names ${ref}, which the catalog does not have; correct it or register the dataset`,
        });
        continue;
      }
      try {
        datasets.push(readDatasetEntity(dataset, cluster.warehouse));
      } catch (error) {
        if (!isError(error) || error.name !== 'InputError') {
          throw error;
        }
        problems.push({ file: entityFileOf(dataset), reason: error.message });
      }
    }
    const files = await this.#readFiles(entity, before, summary, signal);
    const linked = await linkPairs({
      pairs: files.pairs,
      datasets,
      warehouse: cluster.warehouse,
      idOf: name => idInCluster(entity, name),
      before: new Map(before?.pairs.map(pair => [pair.sql, pair.datasets])),
      lookup: this.#lookup,
    });
    const all: ContextProblem[] = [
      ...problems,
      ...files.problems,
      ...linked.problems,
    ];
    const { changed } = await this.#store.replaceCluster({
      cluster,
      datasets,
      pairs: linked.pairs,
      docs: files.docs.map(({ name, ...doc }) => ({
        ...doc,
        id: idInCluster(entity, name),
      })),
      problems: all,
    });
    summary.problems += all.length;
    if (changed) {
      summary.changed.push(id);
    }
  }

  async #readFiles(
    entity: Entity,
    before: StoredContext | undefined,
    summary: ClusterSyncSummary,
    signal?: AbortSignal,
  ): Promise<ContextFiles> {
    try {
      return await this.#reader.read(entity, signal);
    } catch (error) {
      signal?.throwIfAborted();
      const id = stringifyEntityRef(entity);
      const known = error instanceof ContextFolderError;
      this.#logger.warn(
        `Could not read the context files of ${id}`,
        known && isError(error.cause) ? error.cause : (error as Error),
      );
      summary.kept.push(id);
      const reason = known
        ? error.message
        : 'The context files could not be read; the log has the reason';
      const nameOf = (file: { id: string }) =>
        file.id.slice(file.id.lastIndexOf('/') + 1);
      return {
        pairs: (before?.pairs ?? []).map(
          ({ clusterId, validity, datasets, ...pair }) => ({
            ...pair,
            name: nameOf(pair),
          }),
        ),
        docs: (before?.docs ?? []).map(({ clusterId, ...doc }) => ({
          ...doc,
          name: nameOf(doc),
        })),
        problems: [
          {
            file: entityFileOf(entity),
            reason: before
              ? `${reason}. What was read last is still in use`
              : reason,
          },
        ],
      };
    }
  }

  async #removeMissing(summary: ClusterSyncSummary): Promise<void> {
    const stored = await this.#store.listClusters({ scope: { kind: 'all' } });
    const removed = new Set(
      this.#missing.look(
        new Map(stored.map(({ id, syncedAt }) => [id, syncedAt])),
        new Set(summary.clusters),
      ),
    );
    const present = new Set(summary.clusters);
    for (const { id } of stored) {
      if (removed.has(id)) {
        summary.removed.push(id);
      } else if (!present.has(id)) {
        summary.missing.push(id);
      }
    }
    if (removed.size > 0) {
      await this.#store.retainClusters(
        stored.map(({ id }) => id).filter(id => !removed.has(id)),
      );
    }
  }
}

/** Clusters of one name in several namespaces have ids of their own. */
function idInCluster(entity: Entity, name: string): string {
  const namespace = entity.metadata.namespace ?? 'default';
  const cluster = entity.metadata.name;
  return namespace === 'default'
    ? `${cluster}/${name}`
    : `${namespace}/${cluster}/${name}`;
}
