import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  RunEvent,
  RunStreamItem,
} from '@cairn/backstage-plugin-data-assistant-common';
import { RunDraftStore, StoredDraft } from './RunDraftStore';
import { RunJournalStore } from './RunJournalStore';
import { RunReader } from './RunReader';
import { FINAL_STATUSES, JournalHead } from './runRows';

/** A run that somebody reads here. */
interface WatchedRun {
  readers: Set<RunReader>;
  /** The last event known to exist. */
  lastSeq: number;
  draft?: StoredDraft;
}

/**
 * Lets readers follow the journals of runs, whichever replica works on them: what this process writes
 * reaches its readers from memory, and one query per interval finds what others have written.
 */
export class RunEvents {
  static create(options: {
    journals: RunJournalStore;
    drafts: RunDraftStore;
    logger: LoggerService;
    pollMs: number;
  }): RunEvents {
    return new RunEvents(options);
  }

  readonly #journals: RunJournalStore;
  readonly #drafts: RunDraftStore;
  readonly #logger: LoggerService;
  readonly #pollMs: number;
  readonly #watched = new Map<string, WatchedRun>();
  #timer?: NodeJS.Timeout;
  #failing = false;
  #closed = false;

  private constructor(options: Parameters<typeof RunEvents.create>[0]) {
    this.#journals = options.journals;
    this.#drafts = options.drafts;
    this.#logger = options.logger;
    this.#pollMs = options.pollMs;
  }

  /** Tells the readers in this process what was written to a run's journal. */
  notify(runId: string, events: RunEvent[]): void {
    const run = this.#watched.get(runId);
    if (run) {
      run.lastSeq = Math.max(run.lastSeq, events.at(-1)?.seq ?? 0);
      for (const reader of run.readers) {
        reader.accept(events);
      }
    }
  }

  /** Tells the readers in this process what a run is at. */
  notifyOfDraft(runId: string, draft: StoredDraft): void {
    const run = this.#watched.get(runId);
    if (run && isLater(draft, run.draft)) {
      run.draft = draft;
      for (const reader of run.readers) {
        reader.wake();
      }
    }
  }

  /**
   * Events after `lastEventId`, each once and in order, and drafts in between. Ends after the final event,
   * on `signal`, when the run is deleted, and when this replica shuts down.
   */
  async *read(
    head: JournalHead,
    options: { lastEventId: number; signal?: AbortSignal },
  ): AsyncGenerator<RunStreamItem, void, undefined> {
    const { signal } = options;
    const { runId, lastSeq, status } = head;
    const cursor = Math.min(
      Math.max(0, Math.trunc(options.lastEventId) || 0),
      lastSeq,
    );
    const isEnded = FINAL_STATUSES.includes(status);
    if (isEnded && cursor === lastSeq) {
      return;
    }
    const run = this.#watched.get(runId) ?? { readers: new Set(), lastSeq };
    const reader = RunReader.create({
      cursor,
      isEnded,
      readEvents: (afterSeq, limit) =>
        this.#journals.readEvents(runId, afterSeq, limit),
      draft: () => run.draft,
    });
    const onAbort = () => reader.wake();
    signal?.addEventListener('abort', onAbort);
    run.readers.add(reader);
    this.#watched.set(runId, run);
    this.#schedulePoll();
    try {
      yield* reader.follow(() => this.#closed || !!signal?.aborted);
    } finally {
      signal?.removeEventListener('abort', onAbort);
      run.readers.delete(reader);
      if (run.readers.size === 0) {
        this.#watched.delete(runId);
      }
    }
  }

  /** True once this replica lets no reader follow any more. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Ends all readers; they may continue on another replica. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const { readers } of this.#watched.values()) {
      for (const reader of readers) {
        reader.wake();
      }
    }
  }

  #schedulePoll(): void {
    if (this.#timer === undefined && !this.#closed) {
      this.#timer = setTimeout(() => this.#poll(), this.#pollMs);
    }
  }

  async #poll(): Promise<void> {
    try {
      await this.#readChanges();
      this.#failing = false;
    } catch (error) {
      // Told of once: the next look comes soon, and all there was will then be found.
      if (!this.#failing) {
        this.#failing = true;
        this.#logger.warn('Cannot look for new events of runs', toError(error));
      }
    } finally {
      this.#timer = undefined;
      if (this.#watched.size > 0) {
        this.#schedulePoll();
      }
    }
  }

  async #readChanges(): Promise<void> {
    const known = [...this.#watched].map(([runId, { lastSeq, draft }]) => ({
      runId,
      lastSeq,
      draftSeq: draft?.afterSeq ?? 0,
      revision: draft?.revision ?? 0,
    }));
    if (known.length === 0) {
      return;
    }
    const changes = await this.#journals.readChanges(known);
    for (const { runId, lastSeq } of changes) {
      const run = this.#watched.get(runId);
      if (run) {
        run.lastSeq = Math.max(run.lastSeq, lastSeq ?? 0);
        for (const reader of run.readers) {
          reader.goesTo(lastSeq);
        }
      }
    }
    const drafted = changes.filter(({ hasDraft }) => hasDraft);
    if (drafted.length > 0) {
      const drafts = await this.#drafts.read(drafted.map(({ runId }) => runId));
      for (const [runId, draft] of drafts) {
        this.notifyOfDraft(runId, draft);
      }
    }
  }
}

function isLater(draft: StoredDraft, than: StoredDraft | undefined): boolean {
  return (
    !than ||
    draft.afterSeq > than.afterSeq ||
    (draft.afterSeq === than.afterSeq && draft.revision > than.revision)
  );
}
