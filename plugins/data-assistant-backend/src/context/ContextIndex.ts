import { LoggerService } from '@backstage/backend-plugin-api';
import { DateTime } from 'luxon';
import { ClusterRecord, ContextStore } from '../curation/ContextStore';
import { CompiledCluster } from '../verified/CompiledCluster';
import { prepareSqlFrames } from '../verified/SqlFrame';
import { ContextCache } from './ContextCache';
import { fuseClusters, fusePieces, VectorSearch } from './embeddings';
import { ContextMirror, HeldCluster } from './ContextMirror';
import { ContextPack } from './pack/ContextPack';
import { packContext } from './pack/packContext';
import { ContextSearch, RankedPiece } from './search/ContextSearch';
import { PieceKind } from './search/readPieces';

/** The clusters that a question may be about, best first. */
export interface RoutedClusters {
  clusters: {
    cluster: ClusterRecord;
    /** Comparable within one ranking only. */
    score: number;
    /** 0 to 1: that this cluster covers the question. */
    confidence: number;
  }[];
  /** Ids of the first ones when they cannot be told apart; else empty. */
  alike: string[];
}

export interface ContextIndexOptions {
  store: Pick<
    ContextStore,
    'listVersions' | 'readContext' | 'readPieces' | 'revision'
  >;
  now: () => DateTime;
  logger: LoggerService;
  /** Ranks by meaning too; without it, and whenever it has nothing to say, words alone decide. */
  vectors?: VectorSearch;
}

const DEFAULT_BUDGET_TOKENS = 2_000;
/** How many pieces of each kind a pack is made from. */
const PACKED = { pairs: 20, docs: 10, datasets: 12 };
/** Datasets whose nearness to a question is told apart from none. */
const NEAR_DATASETS = 200;

/**
 * What the clusters' contexts say, in memory: a cache of the database, brought up to date by context
 * version before each use, so that replicas need not tell each other of changes. Every cluster is searched
 * and named from memory; whole contexts are read when needed, and few are kept.
 *
 * Callers say which clusters the asker may see. No other one is looked at.
 */
export class ContextIndex {
  readonly #options: ContextIndexOptions;
  readonly #search = ContextSearch.create();
  readonly #contexts: ContextCache;
  readonly #mirror: ContextMirror;

  private constructor(options: ContextIndexOptions) {
    this.#options = options;
    this.#contexts = ContextCache.create({ now: options.now });
    this.#mirror = ContextMirror.create({
      store: options.store,
      logger: options.logger,
      search: this.#search,
      contexts: this.#contexts,
    });
  }

  static create(options: ContextIndexOptions): ContextIndex {
    return new ContextIndex(options);
  }

  /** Begins to read all clusters, so that the first questions need not wait. */
  start(): void {
    this.#mirror.start();
    prepareSqlFrames().catch(error =>
      this.#options.logger.warn(
        `The parser of SQL could not be loaded: ${error}`,
      ),
    );
  }

  /** Leaves the rest of the clusters unread. */
  stop(): void {
    this.#mirror.stop();
  }

  /** Ranks the given clusters. */
  async route(
    question: string,
    options: { clusterIds: readonly string[]; limit: number },
  ): Promise<RoutedClusters> {
    // Begun first: the endpoint of the model has most to do.
    const byMeaning = this.#options.vectors?.rankClusters(question, options);
    const clusterIds = await this.#mirror.refresh(options.clusterIds);
    // What is held may change in any wait, so that there is none from here on.
    const nearness = await byMeaning;
    const { clusters, alike } = fuseClusters(
      this.#search.rankClusters(question, { clusterIds }),
      nearness,
    );
    return {
      clusters: clusters
        .slice(0, options.limit)
        .map(({ clusterId, score, confidence }) => ({
          cluster: this.#mirror.get(clusterId)!.cluster,
          score,
          confidence,
        })),
      alike,
    };
  }

  /** What the clusters of the given ids are called, and the tables in them; in that order, from memory. */
  async outline(
    ids: readonly string[],
  ): Promise<Pick<HeldCluster, 'cluster' | 'outlines'>[]> {
    const known = await this.#mirror.refresh(ids);
    return known.map(id => this.#mirror.get(id)!);
  }

  /** The clusters of the given ids that exist now, in that order. */
  async load(ids: readonly string[]): Promise<CompiledCluster[]> {
    const clusters: CompiledCluster[] = [];
    await prepareSqlFrames();
    for (const id of await this.#mirror.refresh(ids)) {
      // Gone by now, perhaps: reading the one before takes its time.
      const version = this.#mirror.get(id)?.version;
      const compiled =
        version === undefined
          ? undefined
          : await (this.#contexts.get(id, version) ?? this.#compile(id));
      if (compiled) {
        clusters.push(compiled);
      }
    }
    return clusters;
  }

  /** The nearest pieces of a cluster, best first; none when there is no such cluster. */
  async retrieve(
    question: string,
    options: { clusterId: string; kinds?: readonly PieceKind[]; limit: number },
  ): Promise<RankedPiece[]> {
    const [clusterId] = await this.#mirror.refresh([options.clusterId]);
    return clusterId === undefined
      ? []
      : this.#findPieces(question, { ...options, clusterId });
  }

  /** What a question needs to know of a cluster, within a budget; undefined when there is no such cluster. */
  async pack(
    question: string,
    options: { clusterId: string; budgetTokens?: number },
  ): Promise<ContextPack | undefined> {
    const [clusterId] = await this.#mirror.refresh([options.clusterId]);
    if (clusterId === undefined) {
      return undefined;
    }
    const { cluster, outlines } = this.#mirror.get(clusterId)!;
    const near = (kind: PieceKind, limit: number) =>
      this.#findPieces(question, { clusterId, kinds: [kind], limit });
    const [nearPairs, nearDocs, nearDatasets] = await Promise.all([
      near('pair', PACKED.pairs),
      near('doc', PACKED.docs),
      near('dataset', NEAR_DATASETS),
    ]);
    const { pairs, docs, datasets } = await this.#options.store.readPieces(
      clusterId,
      {
        pairs: nearPairs.map(({ id }) => id),
        docs: nearDocs.map(({ id }) => id),
        datasets: nearDatasets.slice(0, PACKED.datasets).map(({ id }) => id),
      },
    );
    const scoreOf = (pieces: RankedPiece[]) => {
      const scores = new Map(pieces.map(({ id, score }) => [id, score]));
      return (id: string) => scores.get(id) ?? 0;
    };
    const pairScore = scoreOf(nearPairs);
    const docScore = scoreOf(nearDocs);
    return packContext(
      question,
      {
        cluster,
        outlines,
        nearness: new Map(nearDatasets.map(({ id, score }) => [id, score])),
        datasets,
        pairs: pairs.map(pair => ({ pair, score: pairScore(pair.id) })),
        docs: docs.map(doc => ({ doc, score: docScore(doc.id) })),
      },
      { budgetTokens: options.budgetTokens ?? DEFAULT_BUDGET_TOKENS },
    );
  }

  async #findPieces(
    question: string,
    options: {
      clusterId: string;
      kinds?: readonly PieceKind[];
      limit: number;
    },
  ): Promise<RankedPiece[]> {
    const byMeaning = await this.#options.vectors?.findPieces(
      question,
      options,
    );
    return fusePieces(
      this.#search.findPieces(question, options),
      byMeaning,
      options,
    );
  }

  async #compile(id: string): Promise<CompiledCluster | undefined> {
    const context = await this.#options.store.readContext(id);
    if (!context) {
      return undefined;
    }
    this.#contexts.add(context);
    return this.#contexts.get(id, context.version);
  }
}
