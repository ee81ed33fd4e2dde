import { JsonValue } from '@backstage/types';
import {
  RunEvent,
  RunStatus,
  StepKind,
} from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { LeaseLostError } from './LeaseLostError';
import { heldBy, RunLease } from './RunLease';
import { RunEventRow, RunRow, toRunEvent } from './runRows';
import { NewRunEvent, RunTransitions } from './RunTransitions';
import { storableText } from './storableText';

/** A step whose result is durable. */
export interface StoredStep {
  /** From 1. */
  n: number;
  kind: StepKind;
  inputHash: string;
  result: JsonValue;
}

/** How far a run's journal goes. */
export interface JournalHead {
  lastSeq: number;
  status: RunStatus;
}

/** Steps and events of runs. */
export class RunJournalStore {
  static create(options: {
    database: Knex;
    transitions: RunTransitions;
  }): RunJournalStore {
    return new RunJournalStore(options.database, options.transitions);
  }

  readonly #database: Knex;
  readonly #transitions: RunTransitions;

  private constructor(database: Knex, transitions: RunTransitions) {
    this.#database = database;
    this.#transitions = transitions;
  }

  async readSteps(runId: string): Promise<StoredStep[]> {
    const rows = await this.#database('run_steps')
      .where({ run_id: runId })
      .orderBy('n')
      .select<
        { n: number; kind: StepKind; input_hash: string; result: string }[]
      >();
    return rows.map(row => ({
      n: row.n,
      kind: row.kind,
      inputHash: row.input_hash,
      result: JSON.parse(row.result),
    }));
  }

  /** @throws LeaseLostError */
  async appendStep(
    lease: RunLease,
    step: StoredStep & { title: string; detail?: string },
  ): Promise<void> {
    const { n, kind, inputHash, result, title, detail } = step;
    await this.#write(
      lease,
      {
        type: 'step',
        data: {
          n,
          kind,
          title: storableText(title),
          ...(detail === undefined ? {} : { detail: storableText(detail) }),
        },
      },
      async (tx, at) => {
        await tx('run_steps').insert({
          run_id: lease.runId,
          n,
          kind,
          input_hash: inputHash,
          result: JSON.stringify(result),
          created_at: at,
        });
      },
    );
  }

  /** Forgets step `n` and those after it, and tells the readers. @throws LeaseLostError */
  async dropSteps(lease: RunLease, n: number, reason: string): Promise<void> {
    await this.#write(
      lease,
      { type: 'reset', data: { reason, fromStep: n } },
      async tx => {
        await tx('run_steps')
          .where({ run_id: lease.runId })
          .andWhere('n', '>=', n)
          .delete();
      },
    );
  }

  /** In order of `seq`, from the one after `afterSeq` on. */
  async readEvents(
    runId: string,
    afterSeq: number,
    limit: number,
  ): Promise<RunEvent[]> {
    const rows = await this.#database<RunEventRow>('run_events')
      .where({ run_id: runId })
      .andWhere('seq', '>', afterSeq)
      .orderBy('seq')
      .limit(limit);
    return rows.map(toRunEvent);
  }

  /** By run id; a run that is gone is left out. */
  async readHeads(runIds: string[]): Promise<Map<string, JournalHead>> {
    const rows = await this.#database<RunRow>('runs')
      .whereIn('id', runIds)
      .select('id', 'last_seq', 'status');
    return new Map(
      rows.map(row => [row.id, { lastSeq: row.last_seq, status: row.status }]),
    );
  }

  async #write(
    lease: RunLease,
    event: NewRunEvent,
    work: (tx: Knex.Transaction, at: string) => Promise<void>,
  ): Promise<void> {
    await this.#transitions.transact(lease.runId, async (tx, now) => {
      const row = await this.#transitions.advance(tx, {
        runId: lease.runId,
        now,
        guard: heldBy(lease),
        events: [() => event],
      });
      if (!row) {
        throw new LeaseLostError(lease.runId, lease.epoch);
      }
      await work(tx, new Date(now).toISOString());
    });
  }
}
