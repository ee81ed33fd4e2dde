import {
  ClusterContext,
  ContextProblem,
  Dataset,
  Doc,
  Pair,
  PairValidity,
} from '@cairn/backstage-plugin-data-assistant-common';
import { ClusterScope } from '../access/ClusterScope';

/** A cluster as the catalog says it is, without its context. */
export interface ClusterRecord {
  id: string;
  name: string;
  title: string;
  description?: string;
  ownerRef: string;
  warehouse?: string;
  contextRef?: string;
  /** Entity refs; empty means everybody. */
  audience: string[];
  contextVersion: string;
  syncedAt: string;
}

/** What a sync brings for one cluster. */
export interface ClusterUpdate {
  cluster: Omit<ClusterRecord, 'contextVersion' | 'syncedAt'>;
  datasets: Pick<
    Dataset,
    | 'id'
    | 'title'
    | 'description'
    | 'warehouse'
    | 'table'
    | 'rhythm'
    | 'deprecated'
    | 'partitionColumn'
  >[];
  pairs: Omit<Pair, 'clusterId' | 'validity'>[];
  docs: Omit<Doc, 'clusterId'>[];
  problems: ContextProblem[];
}

/** The context of a cluster with what only the backend needs. */
export interface StoredContext
  extends Omit<ClusterContext, 'health' | 'can' | 'owner'> {
  cluster: ClusterRecord;
  problems: ContextProblem[];
}

/** Pieces of a cluster's context by their ids. */
export interface PieceIds {
  datasets?: readonly string[];
  pairs?: readonly string[];
  docs?: readonly string[];
}

/**
 * Clusters and their context in the database. It knows nothing of who asks: callers pass the scope
 * that access has decided.
 */
export interface ContextStore {
  /** In order of title. `search` matches name, title and description, case-insensitively. */
  listClusters(options: {
    scope: ClusterScope;
    owner?: string;
    search?: string;
  }): Promise<(ClusterRecord & { counts: ClusterContext['counts'] })[]>;
  /** By entity ref or, when only one has it, by name; undefined when out of scope. */
  findCluster(
    idOrName: string,
    scope: ClusterScope,
  ): Promise<ClusterRecord | undefined>;
  /**
   * The whole context; undefined when there is no such cluster. A large one is read bit by bit, and other
   * work of the process gets its turn in between.
   */
  readContext(clusterId: string): Promise<StoredContext | undefined>;
  /** Those pieces of a cluster that there are, in the order of the given ids. */
  readPieces(
    clusterId: string,
    ids: PieceIds,
  ): Promise<Pick<StoredContext, 'datasets' | 'pairs' | 'docs'>>;
  /** Ids of the clusters in scope. */
  listClusterIds(scope: ClusterScope): Promise<string[]>;
  /** Rises with each change that this process has made, so that what was read before is known to be old. */
  readonly revision: number;
  /** Context version by cluster id: a cheap look at what changed. */
  listVersions(): Promise<Map<string, string>>;
  /**
   * Replaces a cluster's context in one transaction. A pair whose text did not change keeps its
   * validity, a dataset its schema and profile. The version changes only when something did.
   */
  replaceCluster(update: ClusterUpdate): Promise<{ changed: boolean }>;
  /** Removes clusters that the catalog no longer has. */
  retainClusters(ids: string[]): Promise<void>;
  /** Writes what the warehouse says of a dataset; raises the context version when the schema changed. */
  saveDatasetSchema(
    clusterId: string,
    datasetId: string,
    schema: Pick<Dataset, 'status' | 'columns'>,
  ): Promise<{ changed: boolean }>;
  /** The same for many datasets of a cluster, by their ids, in one transaction; tells whose schema changed. */
  saveDatasetSchemas(
    clusterId: string,
    schemas: ReadonlyMap<string, Pick<Dataset, 'status' | 'columns'>>,
  ): Promise<{ changed: string[] }>;
  saveDatasetProfile(
    clusterId: string,
    datasetId: string,
    profile: Pick<Dataset, 'columns' | 'rowCount' | 'newest' | 'profiledAt'>,
  ): Promise<void>;
  /** With `of`, the SQL that was judged: saves nothing when the pair has other SQL by now. */
  savePairValidity(
    pairId: string,
    validity: PairValidity,
    options?: { of?: string },
  ): Promise<void>;
}
