import { DateTime } from 'luxon';
import { ContextStore } from '../curation/ContextStore';
import { CompiledCluster, compileCluster } from '../verified/CompiledCluster';

interface Entry {
  revision: string;
  compiled: CompiledCluster;
}

/**
 * Compiled clusters in memory: a cache of what the database holds, refreshed by revision, so that
 * replicas need not tell each other of changes.
 */
export class ContextIndex {
  readonly #store: ContextStore;
  readonly #now: () => DateTime;
  readonly #entries = new Map<string, Entry>();

  private constructor(store: ContextStore, now: () => DateTime) {
    this.#store = store;
    this.#now = now;
  }

  static create(options: { store: ContextStore; now: () => DateTime }) {
    return new ContextIndex(options.store, options.now);
  }

  /** The clusters of the given ids that exist now, in that order. */
  async load(ids: string[]): Promise<CompiledCluster[]> {
    const revisions = await this.#store.listVersions();
    for (const id of this.#entries.keys()) {
      if (!revisions.has(id)) {
        this.#entries.delete(id);
      }
    }
    const clusters: CompiledCluster[] = [];
    for (const id of ids) {
      const revision = revisions.get(id);
      if (revision === undefined) {
        continue;
      }
      const compiled = await this.#compiled(id, revision);
      if (compiled) {
        clusters.push(compiled);
      }
    }
    return clusters;
  }

  async #compiled(
    id: string,
    revision: string,
  ): Promise<CompiledCluster | undefined> {
    const cached = this.#entries.get(id);
    if (cached?.revision === revision) {
      return cached.compiled;
    }
    const context = await this.#store.readContext(id);
    if (!context) {
      return undefined;
    }
    const compiled = compileCluster(context, this.#now());
    this.#entries.set(id, { revision, compiled });
    return compiled;
  }
}
