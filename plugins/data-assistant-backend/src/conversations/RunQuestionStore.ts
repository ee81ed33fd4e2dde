import { ConflictError } from '@backstage/errors';
import { RunQuestion } from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { LeaseLostError } from './LeaseLostError';
import { heldBy, RunLease } from './RunLease';
import { RunQuestionRow, RunRow, toRunQuestion } from './runRows';
import { RunTransitions, statusEvent } from './RunTransitions';
import { RunUsageStore, WorkedUsage } from './RunUsageStore';
import { storableText } from './storableText';

/** A question as a run puts it. */
export interface NewRunQuestion extends RunQuestion {
  inputHash: string;
}

/** However late the question was asked, a reply is not thrown away for it. */
const LEAST_TIME_LEFT_MS = 60_000;

/** What runs ask their askers. While a run waits for the reply no worker holds it, and its deadline rests. */
export class RunQuestionStore {
  static create(options: {
    database: Knex;
    transitions: RunTransitions;
    usages: RunUsageStore;
    /** How long a run may wait for a reply. */
    maxWaitMs: number;
  }): RunQuestionStore {
    return new RunQuestionStore(options);
  }

  readonly #database: Knex;
  readonly #transitions: RunTransitions;
  readonly #usages: RunUsageStore;
  readonly #maxWaitMs: number;

  private constructor(options: Parameters<typeof RunQuestionStore.create>[0]) {
    this.#database = options.database;
    this.#transitions = options.transitions;
    this.#usages = options.usages;
    this.#maxWaitMs = options.maxWaitMs;
  }

  /** Gives the run up until there is a reply; the attempt does not count. @throws LeaseLostError */
  async ask(
    lease: RunLease,
    question: NewRunQuestion,
    usage: WorkedUsage,
  ): Promise<void> {
    const { inputHash, ...data } = {
      ...question,
      text: storableText(question.text),
      choices: question.choices.map(storableText),
    };
    await this.#transitions.transact(lease.runId, async transaction => {
      const { tx, now, at } = transaction;
      const row = await transaction.advance({
        guard: heldBy(lease),
        set: {
          status: 'waiting',
          owner: null,
          lease_until: null,
          attempts: lease.attempt - 1,
          time_left_ms: tx.raw('?? - ?', ['deadline_at', now]),
          deadline_at: now + this.#maxWaitMs,
        },
        events: [() => ({ type: 'question', data }), statusEvent],
      });
      if (!row) {
        throw new LeaseLostError(lease.runId, lease.epoch);
      }
      await tx<RunQuestionRow>('run_questions').insert({
        run_id: lease.runId,
        n: data.n,
        input_hash: inputHash,
        text: data.text,
        choices: JSON.stringify(data.choices),
        asked_at: at,
      });
      await this.#usages.add(tx, { ...lease, now, usage });
    });
  }

  /**
   * Writes the reply as the result of the step that asked, and queues the run again. The same reply once
   * more changes nothing. Undefined when the asker has no such run.
   * @throws ConflictError when the run does not wait for this reply, or got another
   */
  async reply(options: {
    userRef: string;
    runId: string;
    n: number;
    text: string;
    /** Clusters that the asker may ask now; what was lost since the question was put stays lost. */
    askable: string[];
  }): Promise<RunRow | undefined> {
    const { userRef, runId, n, text, askable } = options;
    const run = await this.#database<RunRow>('runs')
      .where({ id: runId, user_ref: userRef })
      .first();
    if (!run) {
      return undefined;
    }
    const before: string[] = JSON.parse(run.askable);
    return this.#transitions.transact(runId, async transaction => {
      const { tx, now, at } = transaction;
      const row = await transaction.advance({
        guard: query =>
          query
            .where({ status: 'waiting' })
            .whereExists(
              tx('run_questions')
                .select(tx.raw('1'))
                .where({ run_id: runId, n })
                .whereNull('reply'),
            ),
        set: {
          status: 'queued',
          askable: JSON.stringify(before.filter(id => askable.includes(id))),
          deadline_at: tx.raw(
            'case when ?? < ? then cast(? as bigint) else ? + ?? end',
            [
              'time_left_ms',
              LEAST_TIME_LEFT_MS,
              now + LEAST_TIME_LEFT_MS,
              now,
              'time_left_ms',
            ],
          ),
          time_left_ms: null,
        },
        events: [
          () => ({ type: 'reply', data: { n, text } }),
          () => ({
            type: 'step',
            data: { n, kind: 'question', title: 'Asked back', detail: text },
          }),
          statusEvent,
        ],
      });
      const question = await tx<RunQuestionRow>('run_questions')
        .where({ run_id: runId, n })
        .first();
      if (!row) {
        return this.#repeated(runId, text, question, tx);
      }
      await tx('run_questions')
        .where({ run_id: runId, n })
        .update({ reply: text, replied_at: at });
      await tx('run_steps').insert({
        run_id: runId,
        n,
        kind: 'question',
        input_hash: question?.input_hash,
        result: JSON.stringify(text),
        created_at: at,
      });
      return row;
    });
  }

  /** What runs wait for, by run id. */
  async findOpen(runIds: string[]): Promise<Map<string, RunQuestion>> {
    if (runIds.length === 0) {
      return new Map();
    }
    const rows = await this.#database<RunQuestionRow>('run_questions')
      .whereIn('run_id', runIds)
      .whereNull('reply');
    return new Map(rows.map(row => [row.run_id, toRunQuestion(row)]));
  }

  async #repeated(
    runId: string,
    text: string,
    question: RunQuestionRow | undefined,
    tx: Knex.Transaction,
  ): Promise<RunRow | undefined> {
    if (question?.reply === text) {
      return tx<RunRow>('runs').where({ id: runId }).first();
    }
    throw new ConflictError(
      typeof question?.reply === 'string'
        ? 'This question was answered already, in other words. Put a new question to say something else.'
        : 'The run does not wait for this reply: it has gone on or has ended.',
    );
  }
}
