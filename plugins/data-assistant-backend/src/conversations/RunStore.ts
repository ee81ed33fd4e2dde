import { ConflictError, NotFoundError } from '@backstage/errors';
import { Run } from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { hashJson } from './hashJson';
import { titleOf } from './readQuestion';
import { LIVE_STATUSES, RunRow, toRun } from './runRows';
import { endOfRun, RunTransitions } from './RunTransitions';
import { TooManyRequestsError } from './TooManyRequestsError';

/** A question to be put in a conversation. */
export interface NewQuestion {
  userRef: string;
  conversationId: string;
  /** Starts the conversation with this question, in the same transaction. */
  newConversation?: boolean;
  question: string;
  clusterId?: string;
  askable: string[];
  idempotencyKey: string;
  /** From now to the end of the run, in milliseconds. */
  deadlineMs: number;
  /** Unfinished runs that the asker may have, this one among them. */
  maxUnfinished: number;
}

/** Runs as their askers see them. What is somebody else's is undefined. */
export class RunStore {
  static create(options: {
    database: Knex;
    transitions: RunTransitions;
  }): RunStore {
    return new RunStore(options.database, options.transitions);
  }

  readonly #database: Knex;
  readonly #transitions: RunTransitions;

  private constructor(database: Knex, transitions: RunTransitions) {
    this.#database = database;
    this.#transitions = transitions;
  }

  async find(userRef: string, id: string): Promise<Run | undefined> {
    const row = await this.#database<RunRow>('runs')
      .where({ id, user_ref: userRef })
      .first();
    return row && toRun(row);
  }

  /**
   * The run that a key was used for, if it was.
   * @throws ConflictError when the key was used with another question
   */
  async findByKey(
    question: Pick<
      NewQuestion,
      'userRef' | 'conversationId' | 'question' | 'clusterId' | 'idempotencyKey'
    >,
  ): Promise<Run | undefined> {
    return this.#findByKey(this.#database, question);
  }

  /**
   * Writes the asker's message and its queued run in one transaction, or returns the run that the same
   * key has made before.
   * @throws NotFoundError when the asker has no such conversation
   * @throws ConflictError when the key was used with another question
   * @throws TooManyRequestsError when too many runs of the asker are unfinished
   */
  async enqueue(options: NewQuestion): Promise<Run> {
    const runId = randomUUID();
    return this.#transitions.transact(runId, async (tx, now) => {
      await this.#lockAsker(tx, options.userRef);
      const at = new Date(now).toISOString();
      await this.#openConversation(tx, options, at);
      const known = await this.#findByKey(tx, options);
      if (known) {
        return known;
      }
      await this.#checkUnfinished(tx, options);
      const messageId = await this.#insertMessage(tx, options, at);
      const [row] = await tx<RunRow>('runs')
        .insert({
          id: runId,
          conversation_id: options.conversationId,
          user_ref: options.userRef,
          idempotency_key: options.idempotencyKey,
          request_hash: this.#requestHash(options),
          message_id: messageId,
          question: options.question,
          cluster_id: options.clusterId ?? null,
          askable: JSON.stringify(options.askable),
          status: 'queued',
          deadline_at: now + options.deadlineMs,
          last_seq: 1,
          created_at: at,
        })
        .returning('*');
      await this.#transitions.insertEvents(tx, [
        {
          runId,
          seq: 1,
          now,
          event: { type: 'status', data: { status: 'queued', attempt: 0 } },
        },
      ]);
      return toRun(row);
    });
  }

  /** Ends the run as cancelled, whoever holds it; a run that has ended stays as it is. */
  async cancel(userRef: string, id: string): Promise<Run | undefined> {
    return this.#transitions.transact(id, async (tx, now) => {
      const cancelled = await this.#transitions.advance(tx, {
        runId: id,
        now,
        guard: query =>
          query.where({ user_ref: userRef }).whereIn('status', LIVE_STATUSES),
        set: endOfRun(tx, now, { status: 'cancelled' }),
        events: [
          row => ({
            type: 'status',
            data: { status: 'cancelled', attempt: row.attempts },
          }),
        ],
      });
      const row =
        cancelled ??
        (await tx<RunRow>('runs').where({ id, user_ref: userRef }).first());
      return row && toRun(row);
    });
  }

  async #findByKey(
    database: Knex,
    options: Parameters<RunStore['findByKey']>[0],
  ): Promise<Run | undefined> {
    const row = await database<RunRow>('runs')
      .where({
        conversation_id: options.conversationId,
        user_ref: options.userRef,
        idempotency_key: options.idempotencyKey,
      })
      .first();
    if (row && row.request_hash !== this.#requestHash(options)) {
      throw new ConflictError(
        'This idempotency key was already used for another question in this conversation. Send the new question with a new key.',
      );
    }
    return row && toRun(row);
  }

  #requestHash(options: Pick<NewQuestion, 'question' | 'clusterId'>): string {
    return hashJson([options.question, options.clusterId ?? null]);
  }

  /** So that questions put at once in several conversations are counted one after another. */
  async #lockAsker(tx: Knex.Transaction, userRef: string): Promise<void> {
    // SQLite has one writer at a time anyway.
    if (tx.client.config.client === 'pg') {
      await tx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
        `data-assistant:${userRef}`,
      ]);
    }
  }

  /** Makes or locks the conversation, so that messages get their positions one after another. */
  async #openConversation(
    tx: Knex.Transaction,
    options: NewQuestion,
    at: string,
  ): Promise<void> {
    const { conversationId: id, userRef } = options;
    if (options.newConversation) {
      await tx('conversations').insert({
        id,
        user_ref: userRef,
        title: titleOf(options.question),
        created_at: at,
        updated_at: at,
      });
      return;
    }
    const found = await tx('conversations')
      .where({ id, user_ref: userRef })
      .update({ user_ref: userRef });
    if (found === 0) {
      throw new NotFoundError(`There is no conversation '${id}'`);
    }
  }

  async #checkUnfinished(
    tx: Knex.Transaction,
    options: NewQuestion,
  ): Promise<void> {
    const [{ count }] = await tx('runs')
      .where({ user_ref: options.userRef })
      .whereIn('status', LIVE_STATUSES)
      .select<{ count: number | string }[]>(tx.raw('count(*) as count'));
    if (Number(count) >= options.maxUnfinished) {
      throw new TooManyRequestsError(
        `You have ${count} questions under way, which is as many as can be answered at once. Wait for one of them to end, or stop it.`,
      );
    }
  }

  async #insertMessage(
    tx: Knex.Transaction,
    options: NewQuestion,
    at: string,
  ): Promise<string> {
    const { conversationId, question } = options;
    const id = randomUUID();
    const position = await nextPosition(tx, conversationId);
    await tx('messages').insert({
      id,
      conversation_id: conversationId,
      role: 'user',
      text: question,
      position,
      created_at: at,
    });
    await tx('conversations')
      .where({ id: conversationId })
      .update({
        updated_at: at,
        ...(position === 1 ? { title: titleOf(question) } : {}),
      });
    return id;
  }
}

/** Place of the next message, from 1; the caller has locked the conversation. */
export async function nextPosition(
  tx: Knex.Transaction,
  conversationId: string,
): Promise<number> {
  const [{ last }] = await tx('messages')
    .where({ conversation_id: conversationId })
    .select<{ last: number | string | null }[]>(
      tx.raw('max(??) as last', ['position']),
    );
  return Number(last ?? 0) + 1;
}
