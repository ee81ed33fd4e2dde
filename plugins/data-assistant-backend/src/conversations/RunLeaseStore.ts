import { RunError } from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { DatabaseClock } from '../database';
import { LeaseLostError } from './LeaseLostError';
import { RunRequest } from './RunExecutor';
import { heldBy, RunLease } from './RunLease';
import { QueuedRun, RunQueue } from './RunQueue';
import { LIVE_STATUSES, RunRow, toRunRequest } from './runRows';
import {
  endOfRun,
  NewRunEvent,
  RunChange,
  RunTransaction,
  RunTransitions,
  statusEvent,
} from './RunTransitions';
import { RunUsageStore, WorkedUsage } from './RunUsageStore';

/** Overdue runs that one look ends. */
const BATCH = 10;
/** Runs that a worker takes at the same time, each over a connection of its own. */
const CLAIMS_AT_ONCE = 4;

/** A run that a worker has taken. */
export interface ClaimedRun {
  lease: RunLease;
  request: Omit<RunRequest, 'history'>;
  /** Milliseconds to its deadline when it was taken. */
  remainingMs: number;
  /** The run whose turn is the last of its history. */
  followsRunId?: string;
}

/** Who works on which run. Times are compared by the database's clock alone. */
export class RunLeaseStore {
  static create(options: {
    database: Knex;
    clock: DatabaseClock;
    transitions: RunTransitions;
    queue: RunQueue;
    usages: RunUsageStore;
    leaseMs: number;
    maxAttempts: number;
  }): RunLeaseStore {
    return new RunLeaseStore(options);
  }

  readonly #database: Knex;
  readonly #clock: DatabaseClock;
  readonly #transitions: RunTransitions;
  readonly #queue: RunQueue;
  readonly #usages: RunUsageStore;
  readonly #leaseMs: number;
  readonly maxAttempts: number;

  private constructor(options: Parameters<typeof RunLeaseStore.create>[0]) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#transitions = options.transitions;
    this.#queue = options.queue;
    this.#usages = options.usages;
    this.#leaseMs = options.leaseMs;
    this.maxAttempts = options.maxAttempts;
  }

  /**
   * Takes runs in the order of the queue while there are slots. Runs that have used up their attempts are
   * ended on the way.
   */
  async *claim(
    owner: string,
    slots: () => number,
  ): AsyncGenerator<ClaimedRun, void, undefined> {
    while (slots() > 0) {
      const limit = Math.min(slots(), CLAIMS_AT_ONCE);
      const candidates = await this.#queue.next(limit);
      if (candidates.length === 0) {
        return;
      }
      const taking = await Promise.allSettled(
        candidates.map(candidate => this.#take(candidate, owner)),
      );
      // A candidate that another replica took meanwhile is no candidate in the next round.
      for (const taken of taking) {
        if (taken.status === 'fulfilled' && taken.value) {
          yield taken.value;
        }
      }
      // Only now: what was taken beside it must be worked on.
      for (const taken of taking) {
        if (taken.status === 'rejected') {
          throw taken.reason;
        }
      }
      if (candidates.length < limit) {
        // Nothing else waited; what is queued since then nudges the worker again.
        return;
      }
    }
  }

  /** Prolongs leases of one owner, and returns those that are lost. */
  async heartbeat(leases: RunLease[]): Promise<RunLease[]> {
    const rows = await this.#held(leases)
      .update({ lease_until: this.#after(this.#leaseMs) })
      .returning(['id', 'epoch']);
    return withoutHeld(leases, rows);
  }

  /** Those of one owner's leases that are no longer held. */
  async findLost(leases: RunLease[]): Promise<RunLease[]> {
    return withoutHeld(leases, await this.#held(leases).select('id', 'epoch'));
  }

  /** Gives the run back to the queue. @throws LeaseLostError */
  async release(
    lease: RunLease,
    options: {
      /** Whether this attempt counts against the limit. */
      counted: boolean;
      /** How long nobody is to take it. */
      delayMs: number;
      /** What is not written yet. */
      usage?: WorkedUsage;
    },
  ): Promise<void> {
    const { counted, delayMs, usage } = options;
    await this.#leave(
      lease,
      () => ({
        set: {
          status: 'queued',
          owner: null,
          lease_until: this.#after(delayMs),
          attempts: counted ? lease.attempt : lease.attempt - 1,
        },
        events: [statusEvent],
      }),
      usage,
    );
  }

  /** @throws LeaseLostError */
  async fail(
    lease: RunLease,
    error: RunError,
    /** What is not written yet. */
    usage?: WorkedUsage,
  ): Promise<void> {
    await this.#leave(
      lease,
      transaction => ({
        set: endOfRun(transaction, { status: 'failed', error }),
        events: [() => ({ type: 'error', data: error }), statusEvent],
      }),
      usage,
    );
  }

  /**
   * Ends runs whose deadline has passed, whoever holds them. While a run waits, its deadline is the end of
   * the wait.
   */
  async failOverdue(errors: {
    worked: RunError;
    waited: RunError;
  }): Promise<void> {
    const overdue = (query: Knex.QueryBuilder) =>
      query
        .whereIn('status', LIVE_STATUSES)
        .andWhere('deadline_at', '<=', this.#after(0));
    const rows = await this.#database<RunRow>('runs')
      .modify(overdue)
      .orderBy('deadline_at')
      .limit(BATCH)
      .select('id', 'status');
    for (const { id, status } of rows) {
      const error = status === 'waiting' ? errors.waited : errors.worked;
      await this.#transitions.transact(id, async transaction => {
        await transaction.advance({
          // Whether it still waits decides what is told.
          guard: query =>
            overdue(query).andWhere(
              'status',
              status === 'waiting' ? '=' : '<>',
              'waiting',
            ),
          set: endOfRun(transaction, { status: 'failed', error }),
          events: [() => ({ type: 'error', data: error }), statusEvent],
        });
      });
    }
  }

  /** What an asker is told when the last attempt has failed. */
  get exhausted(): RunError {
    return {
      code: 'attempts-exhausted',
      message: `The question could not be answered: ${this.maxAttempts} attempts failed because of a problem inside the portal. Please try again later, and tell those who run the portal if it happens again.`,
    };
  }

  #after(ms: number): Knex.Raw {
    return this.#database.raw(`${this.#clock.sql} + ?`, [ms]);
  }

  #held(leases: RunLease[]) {
    return this.#database<RunRow>('runs')
      .whereIn(
        'id',
        leases.map(lease => lease.runId),
      )
      .whereIn('owner', [...new Set(leases.map(lease => lease.owner))])
      .where({ status: 'running' });
  }

  /** Undefined when it was taken meanwhile, has no room, or was ended for its attempts. */
  async #take(run: QueuedRun, owner: string): Promise<ClaimedRun | undefined> {
    const { id, epoch, attempts, user_ref: asker } = run;
    const isTakeable = (query: Knex.QueryBuilder) => {
      this.#queue.takeable(query);
      query.andWhere({ epoch });
    };
    return this.#transitions.transact(
      id,
      async transaction => {
        if (attempts >= this.maxAttempts) {
          const error = this.exhausted;
          await transaction.advance({
            guard: isTakeable,
            set: endOfRun(transaction, { status: 'failed', error }),
            events: [() => ({ type: 'error', data: error }), statusEvent],
          });
          return undefined;
        }
        const row = await transaction.advance({
          guard: query => {
            isTakeable(query);
            this.#queue.hasRoom(query, asker);
          },
          set: {
            status: 'running',
            owner,
            epoch: epoch + 1,
            attempts: attempts + 1,
            lease_until: this.#after(this.#leaseMs),
          },
          events: [statusEvent],
        });
        return row && toClaimedRun(row, { owner, now: transaction.now });
      },
      // Two workers that take two runs of one asker at once would both see room for one.
      { lockAsker: asker },
    );
  }

  async #leave(
    lease: RunLease,
    change: (transaction: RunTransaction) => {
      set: RunChange;
      events: ((row: RunRow) => NewRunEvent)[];
    },
    usage?: WorkedUsage,
  ): Promise<void> {
    await this.#transitions.transact(lease.runId, async transaction => {
      const row = await transaction.advance({
        guard: heldBy(lease),
        ...change(transaction),
      });
      if (!row) {
        throw new LeaseLostError(lease.runId, lease.epoch);
      }
      if (usage) {
        const { tx, now } = transaction;
        await this.#usages.add(tx, { ...lease, now, usage });
      }
    });
  }
}

function toClaimedRun(
  row: RunRow,
  { owner, now }: { owner: string; now: number },
): ClaimedRun {
  return {
    lease: {
      runId: row.id,
      conversationId: row.conversation_id,
      userRef: row.user_ref,
      owner,
      epoch: row.epoch,
      attempt: row.attempts,
    },
    request: toRunRequest(row),
    remainingMs: Number(row.deadline_at) - now,
    ...(row.follows_run_id ? { followsRunId: row.follows_run_id } : {}),
  };
}

/** A worker that took a run over from itself holds the later of its two leases only. */
function withoutHeld(
  leases: RunLease[],
  held: Pick<RunRow, 'id' | 'epoch'>[],
): RunLease[] {
  const epochs = new Map(held.map(row => [row.id, row.epoch]));
  return leases.filter(lease => epochs.get(lease.runId) !== lease.epoch);
}
