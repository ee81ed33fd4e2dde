import {
  RunError,
  RunEvent,
  RunStatus,
} from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { DatabaseClock, readClock } from '../database';
import { RunRow } from './runRows';
import { storableText } from './storableText';

/** New values of a run, or SQL for them. */
export type RunChange = { [K in keyof RunRow]?: RunRow[K] | Knex.Raw };

type WithoutSeq<T> = T extends RunEvent ? Omit<T, 'seq'> : never;

/** An event before it has its place in the journal. */
export type NewRunEvent = WithoutSeq<RunEvent>;

/**
 * The only way in which runs change and events are written. Locking the run's row, checking its state and
 * allocating `seq` are one statement, so that `seq` stays dense and a write with an old epoch does nothing.
 */
export class RunTransitions {
  static create(options: {
    database: Knex;
    clock: DatabaseClock;
  }): RunTransitions {
    return new RunTransitions(options.database, options.clock);
  }

  readonly #database: Knex;
  readonly #clock: DatabaseClock;
  readonly #listeners = new Set<(runId: string) => void>();

  private constructor(database: Knex, clock: DatabaseClock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Calls `listener` after each commit of this process that may have changed a run. */
  subscribe(listener: (runId: string) => void): void {
    this.#listeners.add(listener);
  }

  /** Runs `work` in one transaction; `now` is in milliseconds of the database's clock. */
  async transact<T>(
    runId: string,
    work: (tx: Knex.Transaction, now: number) => Promise<T>,
  ): Promise<T> {
    const result = await this.#database.transaction(async tx =>
      work(tx, await readClock(this.#clock, tx)),
    );
    for (const listener of this.#listeners) {
      listener(runId);
    }
    return result;
  }

  /** Undefined, with nothing written, when the run is gone or not as `guard` demands. */
  async advance(
    tx: Knex.Transaction,
    options: {
      runId: string;
      now: number;
      guard: (query: Knex.QueryBuilder) => void;
      set?: RunChange;
      /** Derived from the row as it is after the change. */
      events: ((row: RunRow) => NewRunEvent)[];
    },
  ): Promise<RunRow | undefined> {
    const { runId, now, guard, set, events } = options;
    const [row] = await tx<RunRow>('runs')
      .where({ id: runId })
      .modify(guard)
      .update({
        ...set,
        last_seq: tx.raw('?? + ?', ['last_seq', events.length]),
      })
      .returning('*');
    if (row && events.length > 0) {
      const first = row.last_seq - events.length + 1;
      await this.insertEvents(
        tx,
        events.map((event, i) => ({
          runId,
          seq: first + i,
          event: event(row),
          now,
        })),
      );
    }
    return row;
  }

  /** For the first event of a run whose row is written in the same transaction. */
  async insertEvents(
    tx: Knex.Transaction,
    events: { runId: string; seq: number; event: NewRunEvent; now: number }[],
  ): Promise<void> {
    await tx('run_events').insert(
      events.map(({ runId, seq, event, now }) => ({
        run_id: runId,
        seq,
        type: event.type,
        data: JSON.stringify(event.data),
        created_at: new Date(now).toISOString(),
      })),
    );
  }
}

/** How a run ends: nobody holds it any more, and every epoch known so far is an old one. */
export function endOfRun(
  tx: Knex.Transaction,
  now: number,
  end: { status: RunStatus; error?: RunError },
): RunChange {
  return {
    status: end.status,
    error_code: end.error?.code ?? null,
    error_message: end.error ? storableText(end.error.message) : null,
    owner: null,
    lease_until: null,
    finished_at: new Date(now).toISOString(),
    epoch: tx.raw('?? + 1', ['epoch']),
  };
}
