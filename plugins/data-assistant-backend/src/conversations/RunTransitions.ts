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

/** Learns which events were written to a run's journal, in order of `seq`. */
export type RunListener = (runId: string, events: RunEvent[]) => void;

/** A transaction on one run. */
export interface RunTransaction {
  tx: Knex.Transaction;
  /** Milliseconds of the database's clock. */
  now: number;
  /** The same as ISO 8601 text. */
  at: string;
  /** Undefined, with nothing written, when the run is gone or not as `guard` demands. */
  advance(options: {
    guard: (query: Knex.QueryBuilder) => void;
    set?: RunChange;
    /** Derived from the row as it is after the change. */
    events: ((row: RunRow) => NewRunEvent)[];
  }): Promise<RunRow | undefined>;
  /** For the first events of a run whose row is written in this transaction. */
  insertEvents(firstSeq: number, events: NewRunEvent[]): Promise<void>;
}

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
  readonly #listeners = new Set<RunListener>();

  private constructor(database: Knex, clock: DatabaseClock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Calls `listener` after each commit of this process that wrote events. */
  subscribe(listener: RunListener): void {
    this.#listeners.add(listener);
  }

  /** Runs `work` in one transaction. */
  async transact<T>(
    runId: string,
    work: (transaction: RunTransaction) => Promise<T>,
    options: {
      /** The asker whose runs are counted in it: others who count them wait. */
      lockAsker?: string;
    } = {},
  ): Promise<T> {
    const { lockAsker } = options;
    const events: RunEvent[] = [];
    const result = await this.#database.transaction(async tx => {
      const now =
        lockAsker === undefined
          ? await readClock(this.#clock, tx)
          : await lockAndReadClock(this.#clock, tx, lockAsker);
      return work(begin({ tx, now, runId, events }));
    });
    this.announce(runId, events);
    return result;
  }

  /** Tells of events that were written otherwise. */
  announce(runId: string, events: RunEvent[]): void {
    if (events.length > 0) {
      for (const listener of this.#listeners) {
        listener(runId, events);
      }
    }
  }
}

async function lockAndReadClock(
  clock: DatabaseClock,
  tx: Knex.Transaction,
  asker: string,
): Promise<number> {
  // SQLite has one writer at a time anyway.
  if (tx.client.config.client !== 'pg') {
    return readClock(clock, tx);
  }
  const [{ now }] = await tx
    .select(
      tx.raw('pg_advisory_xact_lock(hashtextextended(?, 0))', [
        `data-assistant:${asker}`,
      ]),
    )
    .select<{ now: number | string }[]>(tx.raw(`${clock.sql} as now`));
  return Number(now);
}

function begin(options: {
  tx: Knex.Transaction;
  now: number;
  runId: string;
  /** Takes what is written. */
  events: RunEvent[];
}): RunTransaction {
  const { tx, now, runId, events: written } = options;
  const at = new Date(now).toISOString();
  const insertEvents = async (firstSeq: number, events: NewRunEvent[]) => {
    const numbered = events.map(
      (event, i) => ({ ...event, seq: firstSeq + i } as RunEvent),
    );
    await tx('run_events').insert(
      numbered.map(({ seq, type, data }) => ({
        run_id: runId,
        seq,
        type,
        data: JSON.stringify(data),
        created_at: at,
      })),
    );
    written.push(...numbered);
  };
  return {
    tx,
    now,
    at,
    insertEvents,
    advance: async ({ guard, set, events }) => {
      const [row] = await tx<RunRow>('runs')
        .where({ id: runId })
        .modify(guard)
        .update({
          ...set,
          last_seq: tx.raw('?? + ?', ['last_seq', events.length]),
        })
        .returning('*');
      if (row && events.length > 0) {
        await insertEvents(
          row.last_seq - events.length + 1,
          events.map(event => event(row)),
        );
      }
      return row;
    },
  };
}

/** How a run ends: nobody holds it any more, and every epoch known so far is an old one. */
export function endOfRun(
  { tx, at }: Pick<RunTransaction, 'tx' | 'at'>,
  end: { status: RunStatus; error?: RunError },
): RunChange {
  return {
    status: end.status,
    error_code: end.error?.code ?? null,
    error_message: end.error ? storableText(end.error.message) : null,
    owner: null,
    lease_until: null,
    finished_at: at,
    epoch: tx.raw('?? + 1', ['epoch']),
  };
}

/** The event that tells a run's new status. */
export function statusEvent(row: RunRow): NewRunEvent {
  return {
    type: 'status',
    data: { status: row.status, attempt: row.attempts },
  };
}
