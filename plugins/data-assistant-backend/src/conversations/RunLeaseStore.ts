import { RunError } from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { DatabaseClock } from '../database';
import { LeaseLostError } from './LeaseLostError';
import { RunRequest } from './RunExecutor';
import { heldBy, RunLease } from './RunLease';
import { LIVE_STATUSES, RunRow, toRunRequest } from './runRows';
import {
  endOfRun,
  NewRunEvent,
  RunChange,
  RunTransitions,
} from './RunTransitions';

/** Runs that one look at the queue brings. */
const BATCH = 10;

const statusEvent = (row: RunRow): NewRunEvent => ({
  type: 'status',
  data: { status: row.status, attempt: row.attempts },
});

/** Who works on which run. Times are compared by the database's clock alone. */
export class RunLeaseStore {
  static create(options: {
    database: Knex;
    clock: DatabaseClock;
    transitions: RunTransitions;
    leaseMs: number;
    maxAttempts: number;
  }): RunLeaseStore {
    return new RunLeaseStore(options);
  }

  readonly #database: Knex;
  readonly #clock: DatabaseClock;
  readonly #transitions: RunTransitions;
  readonly #leaseMs: number;
  readonly maxAttempts: number;

  private constructor(options: Parameters<typeof RunLeaseStore.create>[0]) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#transitions = options.transitions;
    this.#leaseMs = options.leaseMs;
    this.maxAttempts = options.maxAttempts;
  }

  /**
   * Takes the oldest run that waits or whose lease has run out. Runs that have used up their attempts
   * are ended on the way.
   */
  async claim(
    owner: string,
  ): Promise<{ lease: RunLease; request: RunRequest } | undefined> {
    for (;;) {
      const candidates = await this.#database<RunRow>('runs')
        .modify(query => this.#takeable(query))
        .orderBy(['created_at', 'id'])
        .limit(BATCH)
        .select('id', 'epoch', 'attempts');
      if (candidates.length === 0) {
        return undefined;
      }
      // A candidate that another replica took meanwhile is no candidate in the next round.
      for (const candidate of candidates) {
        const row = await this.#take(candidate, owner);
        if (row?.status === 'running') {
          return {
            lease: {
              runId: row.id,
              conversationId: row.conversation_id,
              owner,
              epoch: row.epoch,
              attempt: row.attempts,
            },
            request: toRunRequest(row),
          };
        }
      }
    }
  }

  /** False when the lease is lost. */
  async heartbeat(lease: RunLease): Promise<boolean> {
    const held = await this.#database('runs')
      .where({ id: lease.runId })
      .modify(heldBy(lease))
      .update({ lease_until: this.#after(this.#leaseMs) });
    return held > 0;
  }

  /** Those of the leases that are no longer held. */
  async findLost(leases: RunLease[]): Promise<RunLease[]> {
    const rows = await this.#database<RunRow>('runs')
      .whereIn(
        'id',
        leases.map(lease => lease.runId),
      )
      .where({ status: 'running' })
      .select('id', 'epoch');
    const epochs = new Map(rows.map(row => [row.id, row.epoch]));
    return leases.filter(lease => epochs.get(lease.runId) !== lease.epoch);
  }

  /** Gives the run back to the queue. @throws LeaseLostError */
  async release(
    lease: RunLease,
    options: {
      /** Whether this attempt counts against the limit. */
      counted: boolean;
      /** How long nobody is to take it. */
      delayMs: number;
    },
  ): Promise<void> {
    await this.#leave(lease, () => ({
      set: {
        status: 'queued',
        owner: null,
        lease_until: this.#after(options.delayMs),
        attempts: options.counted ? lease.attempt : lease.attempt - 1,
      },
      events: [statusEvent],
    }));
  }

  /** @throws LeaseLostError */
  async fail(lease: RunLease, error: RunError): Promise<void> {
    await this.#leave(lease, (tx, now) => ({
      set: endOfRun(tx, now, { status: 'failed', error }),
      events: [() => ({ type: 'error', data: error }), statusEvent],
    }));
  }

  /** Ends runs whose deadline has passed, whoever holds them. */
  async failOverdue(error: RunError): Promise<void> {
    const overdue = (query: Knex.QueryBuilder) =>
      query
        .whereIn('status', LIVE_STATUSES)
        .andWhere('deadline_at', '<=', this.#after(0));
    const rows = await this.#database<RunRow>('runs')
      .modify(overdue)
      .orderBy('deadline_at')
      .limit(BATCH)
      .select('id');
    for (const { id } of rows) {
      await this.#transitions.transact(id, async (tx, now) => {
        await this.#transitions.advance(tx, {
          runId: id,
          now,
          guard: overdue,
          set: endOfRun(tx, now, { status: 'failed', error }),
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

  #takeable(query: Knex.QueryBuilder) {
    query
      .whereIn('status', LIVE_STATUSES)
      .andWhere(due =>
        due
          .whereNull('lease_until')
          .orWhere('lease_until', '<=', this.#after(0)),
      );
  }

  async #take(
    candidate: Pick<RunRow, 'id' | 'epoch' | 'attempts'>,
    owner: string,
  ): Promise<RunRow | undefined> {
    const { id, epoch, attempts } = candidate;
    return this.#transitions.transact(id, async (tx, now) => {
      const guard = (query: Knex.QueryBuilder) => {
        this.#takeable(query);
        query.andWhere({ epoch });
      };
      if (attempts >= this.maxAttempts) {
        const error = this.exhausted;
        return this.#transitions.advance(tx, {
          runId: id,
          now,
          guard,
          set: endOfRun(tx, now, { status: 'failed', error }),
          events: [() => ({ type: 'error', data: error }), statusEvent],
        });
      }
      return this.#transitions.advance(tx, {
        runId: id,
        now,
        guard,
        set: {
          status: 'running',
          owner,
          epoch: epoch + 1,
          attempts: attempts + 1,
          lease_until: this.#after(this.#leaseMs),
        },
        events: [statusEvent],
      });
    });
  }

  async #leave(
    lease: RunLease,
    change: (
      tx: Knex.Transaction,
      now: number,
    ) => { set: RunChange; events: ((row: RunRow) => NewRunEvent)[] },
  ): Promise<void> {
    await this.#transitions.transact(lease.runId, async (tx, now) => {
      const row = await this.#transitions.advance(tx, {
        runId: lease.runId,
        now,
        guard: heldBy(lease),
        ...change(tx, now),
      });
      if (!row) {
        throw new LeaseLostError(lease.runId, lease.epoch);
      }
    });
  }
}
