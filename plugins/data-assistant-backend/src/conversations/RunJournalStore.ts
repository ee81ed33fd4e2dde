import { JsonValue } from '@backstage/types';
import {
  RunEvent,
  RunStepView,
  StepKind,
} from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { DatabaseClock } from '../database';
import { appendStepAtOnce } from './appendStepAtOnce';
import { LeaseLostError } from './LeaseLostError';
import { heldBy, RunLease } from './RunLease';
import { RunEventRow, toRunEvent } from './runRows';
import { NewRunEvent, RunTransaction, RunTransitions } from './RunTransitions';
import { RunUsageStore, WorkedUsage } from './RunUsageStore';
import { storableText } from './storableText';

/** What readers see of a step. */
type StepText = Omit<RunStepView, 'n' | 'kind'>;

/** A step whose result is durable. */
export interface StoredStep {
  /** From 1. */
  n: number;
  kind: StepKind;
  inputHash: string;
  result: JsonValue;
}

/** How far a run's journal went when it was last looked at; 0 for what was not seen yet. */
export interface KnownHead {
  runId: string;
  lastSeq: number;
  /** Of its draft: the event that it came after. */
  draftSeq: number;
  revision: number;
}

/** How far a run's journal goes now. */
export interface ChangedHead {
  runId: string;
  /** Undefined when the run is gone. */
  lastSeq: number | undefined;
  /** Whether it has a draft that is not void. */
  hasDraft: boolean;
}

/** Steps and events of runs. */
export class RunJournalStore {
  static create(options: {
    database: Knex;
    transitions: RunTransitions;
    usages: RunUsageStore;
    clock: DatabaseClock;
  }): RunJournalStore {
    return new RunJournalStore(options);
  }

  readonly #database: Knex;
  readonly #transitions: RunTransitions;
  readonly #usages: RunUsageStore;
  readonly #clock: DatabaseClock;

  private constructor(options: Parameters<typeof RunJournalStore.create>[0]) {
    this.#database = options.database;
    this.#transitions = options.transitions;
    this.#usages = options.usages;
    this.#clock = options.clock;
  }

  get #isPostgres(): boolean {
    return this.#database.client.config.client === 'pg';
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

  /** The step and what it used up, counted with it and so counted once. @throws LeaseLostError */
  async appendStep(
    lease: RunLease,
    step: StoredStep & { view: StepText; usage?: WorkedUsage },
  ): Promise<void> {
    const { n, kind, inputHash, result, view, usage } = step;
    const row = {
      n,
      kind,
      input_hash: inputHash,
      result: JSON.stringify(result),
    };
    const event: NewRunEvent = {
      type: 'step',
      data: { n, kind, ...storableView(view) },
    };
    const { runId } = lease;
    if (this.#isPostgres) {
      const seq = await appendStepAtOnce(this.#database, {
        clock: this.#clock,
        lease,
        step: row,
        event,
        usage,
      });
      if (seq === undefined) {
        throw new LeaseLostError(runId, lease.epoch);
      }
      this.#transitions.announce(runId, [{ ...event, seq }]);
      return;
    }
    await this.#write(lease, [event], async ({ tx, now, at }) => {
      await tx('run_steps').insert({ ...row, run_id: runId, created_at: at });
      if (usage) {
        await this.#usages.add(tx, { ...lease, now, usage });
      }
    });
  }

  /** Forgets step `n` and those after it, and tells the readers. @throws LeaseLostError */
  async dropSteps(lease: RunLease, n: number, reason: string): Promise<void> {
    await this.#write(
      lease,
      [{ type: 'reset', data: { reason, fromStep: n } }],
      async ({ tx }) => {
        for (const table of ['run_steps', 'run_questions']) {
          await tx(table)
            .where({ run_id: lease.runId })
            .andWhere('n', '>=', n)
            .delete();
        }
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

  /** Of these runs, how far those go that are gone, have gone on, or are at something else. */
  async readChanges(known: KnownHead[]): Promise<ChangedHead[]> {
    // One parameter for any number of runs; and an answer as small as what has changed.
    const source = this.#isPostgres
      ? `jsonb_to_recordset(?::jsonb) as known("runId" text, "lastSeq" int, "draftSeq" int, revision int)`
      : `(select ${['runId', 'lastSeq', 'draftSeq', 'revision']
          .map(key => `json_extract(value, '$.${key}') as "${key}"`)
          .join(', ')} from json_each(?)) as known`;
    const rows = await this.#database
      .from(this.#database.raw(source, [JSON.stringify(known)]))
      .leftJoin('runs', 'runs.id', 'known.runId')
      .leftJoin('run_drafts', join =>
        join
          .on('run_drafts.run_id', 'runs.id')
          .andOn('run_drafts.after_seq', 'runs.last_seq'),
      )
      .whereNull('runs.id')
      .orWhereRaw('?? > ??', ['runs.last_seq', 'known.lastSeq'])
      .orWhereRaw('?? <> ??', ['run_drafts.after_seq', 'known.draftSeq'])
      .orWhereRaw('?? <> ??', ['run_drafts.revision', 'known.revision'])
      .select<
        { runId: string; lastSeq: number | null; draftSeq: number | null }[]
      >({
        runId: 'known.runId',
        lastSeq: 'runs.last_seq',
        draftSeq: 'run_drafts.after_seq',
      });
    return rows.map(row => ({
      runId: row.runId,
      lastSeq: row.lastSeq ?? undefined,
      hasDraft: row.draftSeq !== null,
    }));
  }

  async #write(
    lease: RunLease,
    events: NewRunEvent[],
    work: (transaction: RunTransaction) => Promise<void>,
  ): Promise<void> {
    await this.#transitions.transact(lease.runId, async transaction => {
      const row = await transaction.advance({
        guard: heldBy(lease),
        events: events.map(event => () => event),
      });
      if (!row) {
        throw new LeaseLostError(lease.runId, lease.epoch);
      }
      await work(transaction);
    });
  }
}

function storableView(view: StepText): StepText {
  const { title, detail, sql, outcome } = view;
  return {
    title: storableText(title),
    ...(detail === undefined ? {} : { detail: storableText(detail) }),
    ...(sql === undefined ? {} : { sql: storableText(sql) }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}
