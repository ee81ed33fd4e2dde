import { ConflictError, NotFoundError } from '@backstage/errors';
import { Run, RunStatus } from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { hashJson } from './hashJson';
import { titleOf } from './readQuestion';
import { LIVE_STATUSES, RunRow, toRun, UNDER_WAY_STATUSES } from './runRows';
import { endOfRun, RunTransitions, statusEvent } from './RunTransitions';
import { RunViewer } from './RunViewer';
import { TooManyRequestsError } from './TooManyRequestsError';

/** Runs that wait for their asker cost a few rows; there may be so many for each that may be under way. */
const WAITING_PER_UNFINISHED = 10;

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
    viewer: RunViewer;
  }): RunStore {
    return new RunStore(options);
  }

  readonly #database: Knex;
  readonly #transitions: RunTransitions;
  readonly #viewer: RunViewer;

  private constructor(options: Parameters<typeof RunStore.create>[0]) {
    this.#database = options.database;
    this.#transitions = options.transitions;
    this.#viewer = options.viewer;
  }

  async find(userRef: string, id: string): Promise<Run | undefined> {
    const row = await this.findRow(userRef, id);
    const [run] = row ? await this.#viewer.view([row]) : [];
    return run;
  }

  async findRow(userRef: string, id: string): Promise<RunRow | undefined> {
    return this.#database<RunRow>('runs')
      .where({ id, user_ref: userRef })
      .first();
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
    return this.#transitions.transact(
      runId,
      async transaction => {
        const { tx, now, at } = transaction;
        await this.#openConversation(tx, options, at);
        const known = await this.#findByKey(tx, options);
        if (known) {
          return known;
        }
        await this.#checkUnfinished(tx, options);
        const followsRunId = await this.#latestAnswered(tx, options);
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
            follows_run_id: followsRunId ?? null,
            status: 'queued',
            deadline_at: now + options.deadlineMs,
            last_seq: 1,
            created_at: at,
          })
          .returning('*');
        await transaction.insertEvents(1, [statusEvent(row)]);
        return toRun(row);
      },
      // So that questions put at once in several conversations are counted one after another.
      { lockAsker: options.userRef },
    );
  }

  /** Ends the run as cancelled, whoever holds it; a run that has ended stays as it is. */
  async cancel(userRef: string, id: string): Promise<Run | undefined> {
    const row = await this.#transitions.transact(id, async transaction => {
      const cancelled = await transaction.advance({
        guard: query =>
          query.where({ user_ref: userRef }).whereIn('status', LIVE_STATUSES),
        set: endOfRun(transaction, { status: 'cancelled' }),
        events: [statusEvent],
      });
      return (
        cancelled ??
        transaction.tx<RunRow>('runs').where({ id, user_ref: userRef }).first()
      );
    });
    return row && toRun(row);
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
    const rows = await tx('runs')
      .where({ user_ref: options.userRef })
      .whereIn('status', [...UNDER_WAY_STATUSES, 'waiting'])
      .groupBy('status')
      .select<{ status: RunStatus; count: number | string }[]>(
        'status',
        tx.raw('count(*) as count'),
      );
    const sumOf = (statuses: RunStatus[]) =>
      rows
        .filter(({ status }) => statuses.includes(status))
        .reduce((sum, { count }) => sum + Number(count), 0);
    const underWay = sumOf(UNDER_WAY_STATUSES);
    if (underWay >= options.maxUnfinished) {
      throw new TooManyRequestsError(
        `You have ${underWay} questions under way, which is as many as can be answered at once. Wait for one of them to end, or stop it.`,
      );
    }
    const waiting = sumOf(['waiting']);
    if (waiting >= options.maxUnfinished * WAITING_PER_UNFINISHED) {
      throw new TooManyRequestsError(
        `${waiting} of your questions wait for a reply of yours. Reply to some of them, or stop them, before you put another.`,
      );
    }
  }

  /** Of the conversation, as it is when the question is put. */
  async #latestAnswered(
    tx: Knex.Transaction,
    options: NewQuestion,
  ): Promise<string | undefined> {
    if (options.newConversation) {
      return undefined;
    }
    const row = await tx('messages')
      .where({ conversation_id: options.conversationId })
      .whereNotNull('run_id')
      .orderBy('position', 'desc')
      .first<{ run_id: string } | undefined>('run_id');
    return row?.run_id;
  }

  async #insertMessage(
    tx: Knex.Transaction,
    options: NewQuestion,
    at: string,
  ): Promise<string> {
    const { conversationId, question } = options;
    const id = randomUUID();
    const [{ position }] = await tx('messages')
      .insert({
        id,
        conversation_id: conversationId,
        role: 'user',
        text: question,
        cluster_id: options.clusterId ?? null,
        position: nextPosition(tx, conversationId),
        created_at: at,
      })
      .returning<{ position: number | string }[]>('position');
    // A conversation that begins with this question has its title and time from it.
    if (!options.newConversation) {
      await tx('conversations')
        .where({ id: conversationId })
        .update({
          updated_at: at,
          ...(Number(position) === 1 ? { title: titleOf(question) } : {}),
        });
    }
    return id;
  }
}

/** Place of the next message, from 1; the caller has locked the conversation. */
export function nextPosition(
  tx: Knex.Transaction,
  conversationId: string,
): Knex.Raw {
  return tx.raw('(select coalesce(max(??), 0) + 1 from ?? where ?? = ?)', [
    'position',
    'messages',
    'conversation_id',
    conversationId,
  ]);
}
