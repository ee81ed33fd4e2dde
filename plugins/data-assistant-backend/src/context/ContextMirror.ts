import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterRecord, ContextStore } from '../curation/ContextStore';
import { ContextCache } from './ContextCache';
import { DatasetOutline } from './pack/ContextPack';
import { OutlineReader } from './pack/OutlineReader';
import { ContextSearch } from './search/ContextSearch';

/**
 * Milliseconds for which versions that were read count as the present ones. A question looks at them several
 * times; what another replica has changed may be that much late.
 */
const VERSIONS_FRESH_MS = 100;

/** What is kept of every cluster; its words are in the search. */
export interface HeldCluster {
  version: string;
  cluster: ClusterRecord;
  outlines: DatasetOutline[];
}

interface ContextMirrorOptions {
  store: Pick<ContextStore, 'listVersions' | 'readContext' | 'revision'>;
  logger: LoggerService;
  /** Brought up to date with what is held. */
  search: ContextSearch;
  contexts: ContextCache;
}

/** Keeps what is in memory in step with the database, by context version. */
export class ContextMirror {
  readonly #options: ContextMirrorOptions;
  readonly #outlines = OutlineReader.create();
  readonly #held = new Map<string, HeldCluster>();
  /** One reading of a cluster at a time, shared by all who wait for it. */
  readonly #reading = new Map<string, Promise<void>>();
  #versions?: {
    read: Promise<Map<string, string>>;
    revision: number;
    at: number;
  };
  readonly #stopping = new AbortController();

  private constructor(options: ContextMirrorOptions) {
    this.#options = options;
  }

  static create(options: ContextMirrorOptions): ContextMirror {
    return new ContextMirror(options);
  }

  /** Begins to read all clusters, one after the other. Others' questions wait for none but their own. */
  start(): void {
    this.#readAll().catch(error =>
      this.#options.logger.warn(
        `The contexts could not be read ahead of the first question: ${error}`,
      ),
    );
  }

  /** Leaves the rest of the clusters unread. */
  stop(): void {
    this.#stopping.abort();
  }

  get(id: string): HeldCluster | undefined {
    return this.#held.get(id);
  }

  /** Brings the given clusters up to date, and gives back those that exist. */
  async refresh(ids: readonly string[]): Promise<string[]> {
    const versions = await this.#readVersions();
    for (const id of this.#held.keys()) {
      if (!versions.has(id)) {
        this.#drop(id);
      }
    }
    for (const id of ids) {
      const version = versions.get(id);
      if (version !== undefined) {
        await this.#bringUp(id, version);
      }
    }
    return ids.filter(id => this.#held.has(id));
  }

  async #readVersions(): Promise<Map<string, string>> {
    const { store } = this.#options;
    const { revision } = store;
    const now = performance.now();
    if (
      !this.#versions ||
      this.#versions.revision !== revision ||
      now - this.#versions.at > VERSIONS_FRESH_MS
    ) {
      const read = store.listVersions();
      this.#versions = { read, revision, at: now };
      // What failed is read again by the next one.
      read.catch(() => {
        this.#versions = undefined;
      });
    }
    return this.#versions.read;
  }

  /** A cluster that cannot be read is told to the log, and read again when somebody asks it. */
  async #readAll(): Promise<void> {
    const { store, logger } = this.#options;
    for (const [id, version] of await store.listVersions()) {
      if (this.#stopping.signal.aborted) {
        return;
      }
      try {
        await this.#bringUp(id, version);
      } catch (error) {
        logger.warn(`Could not read the context of ${id}: ${error}`);
      }
    }
  }

  async #bringUp(id: string, version: string): Promise<void> {
    // Whoever else reads it may have begun before this version was written.
    while (this.#held.get(id)?.version !== version) {
      const others = this.#reading.get(id);
      if (!others) {
        const reading = this.#read(id).finally(() => this.#reading.delete(id));
        this.#reading.set(id, reading);
        await reading;
        return;
      }
      await others;
    }
  }

  async #read(id: string): Promise<void> {
    const { store, search, contexts } = this.#options;
    const context = await store.readContext(id);
    if (!context) {
      this.#drop(id);
      return;
    }
    // Each takes some ten milliseconds of a large cluster; others get their turn in between.
    const outlines = this.#outlines.read(context);
    await setImmediate();
    search.put(context);
    const { version, cluster } = context;
    const isChange = this.#held.has(id);
    this.#held.set(id, { version, cluster, outlines });
    if (isChange) {
      // Whoever changed it is about to ask it; at the start there would be too many.
      contexts.add(context);
    }
    await setImmediate();
  }

  #drop(id: string): void {
    this.#options.search.remove(id);
    this.#options.contexts.delete(id);
    this.#held.delete(id);
  }
}
