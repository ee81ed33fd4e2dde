import { LoggerService } from '@backstage/backend-plugin-api';
import { RunEvent } from '@cairn/backstage-plugin-data-assistant-common';
import { RunJournalStore } from './RunJournalStore';
import { FINAL_STATUSES } from './runRows';

/** Events that a reader holds in memory at most; a slow one catches up from the table. */
const BATCH = 100;

interface Reader {
  runId: string;
  cursor: number;
  /** Something may have happened since the last read. */
  stale: boolean;
  gone: boolean;
  wake: () => void;
}

/** True of the event after which a run's journal has no other: its status `done`, `failed` or `cancelled`. */
export function isFinalEvent(event: RunEvent): boolean {
  return event.type === 'status' && FINAL_STATUSES.includes(event.data.status);
}

/**
 * Lets readers follow the journals of runs, whichever replica works on them: what this process writes
 * wakes its readers at once, and one query per interval finds what others have written.
 */
export class RunEvents {
  static create(options: {
    journals: RunJournalStore;
    logger: LoggerService;
    pollMs: number;
  }): RunEvents {
    return new RunEvents(options.journals, options.logger, options.pollMs);
  }

  readonly #journals: RunJournalStore;
  readonly #logger: LoggerService;
  readonly #pollMs: number;
  readonly #readers = new Set<Reader>();
  #timer?: NodeJS.Timeout;
  #closed = false;

  private constructor(
    journals: RunJournalStore,
    logger: LoggerService,
    pollMs: number,
  ) {
    this.#journals = journals;
    this.#logger = logger;
    this.#pollMs = pollMs;
  }

  /** Tells the readers in this process that a run's journal may have grown. */
  notify(runId: string): void {
    for (const reader of this.#readers) {
      if (reader.runId === runId) {
        this.#wake(reader);
      }
    }
  }

  /**
   * Events after `lastEventId`, each once and in order. Ends after the final event, on `signal`, when
   * the run is deleted, and when this replica shuts down.
   */
  async *read(
    runId: string,
    options: { lastEventId: number; signal?: AbortSignal },
  ): AsyncGenerator<RunEvent, void, undefined> {
    const { signal } = options;
    const head = (await this.#journals.readHeads([runId])).get(runId);
    if (!head) {
      return;
    }
    const cursor = Math.min(
      Math.max(0, Math.trunc(options.lastEventId) || 0),
      head.lastSeq,
    );
    if (FINAL_STATUSES.includes(head.status) && cursor === head.lastSeq) {
      return;
    }
    const reader: Reader = {
      runId,
      cursor,
      stale: true,
      gone: false,
      wake: () => {},
    };
    const onAbort = () => this.#wake(reader);
    signal?.addEventListener('abort', onAbort);
    this.#readers.add(reader);
    this.#schedulePoll();
    try {
      yield* this.#follow(reader, () => this.#closed || !!signal?.aborted);
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.#readers.delete(reader);
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
    for (const reader of this.#readers) {
      this.#wake(reader);
    }
  }

  async *#follow(
    reader: Reader,
    isOver: () => boolean,
  ): AsyncGenerator<RunEvent, void, undefined> {
    while (!isOver()) {
      reader.stale = false;
      const events = await this.#journals.readEvents(
        reader.runId,
        reader.cursor,
        BATCH,
      );
      for (const event of events) {
        if (isOver()) {
          return;
        }
        reader.cursor = event.seq;
        yield event;
        if (isFinalEvent(event)) {
          return;
        }
      }
      if (events.length === 0 && reader.gone) {
        return;
      }
      if (events.length < BATCH && !reader.stale && !isOver()) {
        await new Promise<void>(resolve => {
          reader.wake = resolve;
        });
      }
    }
  }

  #wake(reader: Reader): void {
    reader.stale = true;
    reader.wake();
  }

  #schedulePoll(): void {
    if (this.#timer === undefined && !this.#closed) {
      this.#timer = setTimeout(() => this.#poll(), this.#pollMs);
    }
  }

  async #poll(): Promise<void> {
    try {
      const readers = [...this.#readers];
      const heads = await this.#journals.readHeads([
        ...new Set(readers.map(reader => reader.runId)),
      ]);
      for (const reader of readers) {
        const head = heads.get(reader.runId);
        reader.gone = !head;
        if (!head || head.lastSeq > reader.cursor) {
          this.#wake(reader);
        }
      }
    } catch (error) {
      this.#logger.warn('Cannot look for new events of runs', error as Error);
    } finally {
      this.#timer = undefined;
      if (this.#readers.size > 0) {
        this.#schedulePoll();
      }
    }
  }
}
