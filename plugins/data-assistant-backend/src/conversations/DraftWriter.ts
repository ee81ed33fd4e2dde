import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { RunDraft } from '@cairn/backstage-plugin-data-assistant-common';
import { performance } from 'node:perf_hooks';
import { RunDraftStore, StoredDraft } from './RunDraftStore';
import { RunLease } from './RunLease';

/** Writes what one attempt is at: the latest draft, not more often than `intervalMs`. */
export class DraftWriter {
  static create(options: {
    store: RunDraftStore;
    lease: RunLease;
    intervalMs: number;
    logger: LoggerService;
    /** Learns of each draft once others may see it. */
    onWritten: (runId: string, draft: StoredDraft) => void;
  }): DraftWriter {
    return new DraftWriter(options);
  }

  readonly #options: Parameters<typeof DraftWriter.create>[0];
  #latest?: RunDraft;
  #timer?: NodeJS.Timeout;
  #writing?: Promise<void>;
  /** A step that is quick needs no draft, so that the first one waits as well. */
  #nextAt: number;
  #lastSeq?: number;
  #closed = false;

  private constructor(options: Parameters<typeof DraftWriter.create>[0]) {
    this.#options = options;
    this.#nextAt = performance.now() + options.intervalMs;
  }

  write(draft: RunDraft): void {
    if (!this.#closed) {
      this.#latest = draft;
      this.#schedule();
    }
  }

  /** Forgets what is not written yet; nothing is written once this has resolved, until the next draft. */
  async settle(): Promise<void> {
    this.#latest = undefined;
    this.#nextAt = performance.now() + this.#options.intervalMs;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#writing;
  }

  /** The attempt is over. Takes away what it was at. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.settle();
    const { store, lease } = this.#options;
    const lastSeq = this.#lastSeq;
    if (lastSeq !== undefined) {
      await this.#reporting(() => store.remove(lease.runId, lastSeq));
    }
  }

  #schedule(): void {
    if (this.#timer || this.#writing) {
      return;
    }
    const wait = Math.max(0, this.#nextAt - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#writing = this.#reporting(() => this.#writeLatest()).finally(() => {
        this.#writing = undefined;
        if (this.#latest) {
          this.#schedule();
        }
      });
    }, wait);
  }

  async #writeLatest(): Promise<void> {
    const { store, lease, intervalMs, onWritten } = this.#options;
    const draft = this.#latest;
    if (!draft) {
      return;
    }
    this.#latest = undefined;
    this.#nextAt = performance.now() + intervalMs;
    const stored = await store.save(lease, draft);
    if (stored) {
      this.#lastSeq = stored.afterSeq;
      onWritten(lease.runId, stored);
    } else {
      this.#closed = true;
    }
  }

  /** A draft that is lost costs its readers a moment; the run goes on. */
  async #reporting(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#options.logger.warn(
        `What run '${this.#options.lease.runId}' is at could not be told`,
        toError(error),
      );
    }
  }
}
