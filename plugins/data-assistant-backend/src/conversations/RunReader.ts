import {
  RunEvent,
  RunStreamItem,
} from '@cairn/backstage-plugin-data-assistant-common';
import { StoredDraft } from './RunDraftStore';
import { FINAL_STATUSES } from './runRows';

/** Events that a reader holds in memory at most; a slow one catches up from the table. */
const BATCH = 100;

/** True of the event after which a run's journal has no other: its status `done`, `failed` or `cancelled`. */
export function isFinalEvent(event: RunStreamItem): boolean {
  return event.type === 'status' && FINAL_STATUSES.includes(event.data.status);
}

/** One reader of one run: gets events as they are written, and from the table what it missed. */
export class RunReader {
  static create(options: {
    /** The last event that it has. */
    cursor: number;
    /** The run has ended: what is not in the table now, never will be. */
    isEnded: boolean;
    readEvents: (afterSeq: number, limit: number) => Promise<RunEvent[]>;
    draft: () => StoredDraft | undefined;
  }): RunReader {
    return new RunReader(options);
  }

  readonly #readEvents: (
    afterSeq: number,
    limit: number,
  ) => Promise<RunEvent[]>;
  readonly #draft: () => StoredDraft | undefined;
  readonly #queue: RunEvent[] = [];
  #cursor: number;
  /** There may be events in the table that are not in the queue. */
  #behind = true;
  /** Nothing more will come: the run has ended, or is gone. */
  #over: boolean;
  #shown?: StoredDraft;
  #wake = () => {};

  private constructor(options: Parameters<typeof RunReader.create>[0]) {
    this.#cursor = options.cursor;
    this.#over = options.isEnded;
    this.#readEvents = options.readEvents;
    this.#draft = options.draft;
  }

  /** Takes events that were just written, when they follow on those that it has. */
  accept(events: RunEvent[]): void {
    for (const event of events) {
      const last = this.#queue.at(-1)?.seq ?? this.#cursor;
      if (event.seq === last + 1 && this.#queue.length < BATCH) {
        this.#queue.push(event);
      } else if (event.seq > last) {
        this.#behind = true;
      }
    }
    this.#wake();
  }

  /** The run goes as far as `lastSeq`; undefined when it is gone. */
  goesTo(lastSeq: number | undefined): void {
    this.#over ||= lastSeq === undefined;
    this.#behind ||=
      lastSeq === undefined ||
      lastSeq > (this.#queue.at(-1)?.seq ?? this.#cursor);
    this.#wake();
  }

  wake(): void {
    this.#wake();
  }

  /** Ends after the final event, when the run is gone, and when `isOver`. */
  async *follow(
    isOver: () => boolean,
  ): AsyncGenerator<RunStreamItem, void, undefined> {
    while (!isOver()) {
      const events = await this.#take();
      for (const event of events) {
        if (isOver()) {
          return;
        }
        // What was written while the table was read is in both.
        if (event.seq > this.#cursor) {
          this.#cursor = event.seq;
          yield event;
          if (isFinalEvent(event)) {
            return;
          }
        }
      }
      if (events.length > 0 || this.#behind || this.#queue.length > 0) {
        continue;
      }
      if (this.#over) {
        return;
      }
      const draft = this.#draft();
      if (draft && draft !== this.#shown && draft.afterSeq === this.#cursor) {
        this.#shown = draft;
        yield { type: 'draft', data: draft.draft };
      } else if (!isOver()) {
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
      }
    }
  }

  async #take(): Promise<RunEvent[]> {
    if (this.#queue.length > 0 || !this.#behind) {
      return this.#queue.splice(0);
    }
    this.#behind = false;
    const events = await this.#readEvents(this.#cursor, BATCH);
    this.#behind ||= events.length === BATCH;
    return events;
  }
}
