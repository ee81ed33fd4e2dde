import { DateTime } from 'luxon';
import { StoredContext } from '../curation/ContextStore';
import { CompiledCluster, compileCluster } from '../verified/CompiledCluster';
import { SharedColumns, slimContext, weighContext } from './slimContext';

/** Rough bytes of all that is kept: some 100 clusters of 350 tables of 30 columns and 50 pairs. */
const BYTES_AT_MOST = 96 * 1024 * 1024;

interface Entry {
  context: StoredContext;
  bytes: number;
  /** Shared by all who wait for it. */
  compiled?: Promise<CompiledCluster>;
}

/** The contexts that were matched with last, ready for matching; bounded in size. */
export class ContextCache {
  readonly #now: () => DateTime;
  readonly #bytesAtMost: number;
  /** Least lately used first. */
  readonly #entries = new Map<string, Entry>();
  readonly #columns = SharedColumns.create();
  #bytes = 0;

  private constructor(now: () => DateTime, bytesAtMost: number) {
    this.#now = now;
    this.#bytesAtMost = bytesAtMost;
  }

  static create(options: {
    now: () => DateTime;
    bytesAtMost?: number;
  }): ContextCache {
    return new ContextCache(options.now, options.bytesAtMost ?? BYTES_AT_MOST);
  }

  /** What was made of this version; undefined when it has to be read. */
  get(id: string, version: string): Promise<CompiledCluster> | undefined {
    const entry = this.#entries.get(id);
    if (entry?.context.version !== version) {
      return undefined;
    }
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    return this.#compile(entry);
  }

  /** Keeps a context; it is compiled when it is asked for. */
  add(whole: StoredContext): void {
    const context = slimContext(whole, this.#columns);
    const { id } = context.cluster;
    const entry: Entry = { context, bytes: weighContext(context) };
    this.delete(id);
    this.#entries.set(id, entry);
    this.#bytes += entry.bytes;
    for (const oldest of this.#entries.keys()) {
      if (oldest === id || this.#bytes <= this.#bytesAtMost) {
        break;
      }
      this.delete(oldest);
    }
  }

  delete(id: string): void {
    this.#bytes -= this.#entries.get(id)?.bytes ?? 0;
    this.#entries.delete(id);
  }

  async #compile(entry: Entry): Promise<CompiledCluster> {
    entry.compiled ??= (async () =>
      compileCluster(entry.context, this.#now()))();
    try {
      return await entry.compiled;
    } catch (error) {
      // Tried again by whoever asks next.
      entry.compiled = undefined;
      throw error;
    }
  }
}
