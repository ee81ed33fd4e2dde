import {
  Conversation,
  ConversationDetail,
  Feedback,
  FeedbackRating,
  Message,
} from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { DatabaseClock, readClock } from '../database';
import { LIVE_STATUSES, RunRow } from './runRows';
import { RunViewer } from './RunViewer';

/** Newest conversations that a list shows; older ones are reached by their id. */
const LIST_LIMIT = 500;
const UNTITLED = 'New conversation';

interface ConversationRow {
  id: string;
  user_ref: string;
  title: string;
  created_at: string;
  updated_at: string;
}

interface MessageRow {
  id: string;
  conversation_id: string;
  role: Message['role'];
  text: string;
  cluster_id: string | null;
  run_id: string | null;
  answer: string | null;
  receipt_id: string | null;
  position: number | string;
  created_at: string;
}

interface FeedbackRow {
  run_id: string;
  rating: FeedbackRating;
  text: string | null;
}

function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    title: row.title,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toMessage(row: MessageRow, feedback?: Feedback): Message {
  return {
    id: row.id,
    role: row.role,
    text: row.text,
    createdAt: row.created_at,
    ...(row.cluster_id ? { cluster: row.cluster_id } : {}),
    ...(row.run_id ? { runId: row.run_id } : {}),
    ...(row.answer ? { answer: JSON.parse(row.answer) } : {}),
    ...(row.receipt_id ? { receiptId: row.receipt_id } : {}),
    ...(feedback ? { feedback } : {}),
  };
}

/** Conversations and their messages. What is somebody else's is undefined. */
export class ConversationStore {
  static create(options: {
    database: Knex;
    clock: DatabaseClock;
    viewer: RunViewer;
  }): ConversationStore {
    return new ConversationStore(options);
  }

  readonly #database: Knex;
  readonly #clock: DatabaseClock;
  readonly #viewer: RunViewer;

  private constructor(options: Parameters<typeof ConversationStore.create>[0]) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#viewer = options.viewer;
  }

  async create(userRef: string): Promise<Conversation> {
    const now = new Date(
      await readClock(this.#clock, this.#database),
    ).toISOString();
    const row = {
      id: randomUUID(),
      user_ref: userRef,
      title: UNTITLED,
      created_at: now,
      updated_at: now,
    };
    await this.#database('conversations').insert(row);
    return toConversation(row);
  }

  /** Latest change first, at most 500. */
  async list(userRef: string): Promise<Conversation[]> {
    const rows = await this.#database<ConversationRow>('conversations')
      .where({ user_ref: userRef })
      .orderBy([
        { column: 'updated_at', order: 'desc' },
        { column: 'id', order: 'asc' },
      ])
      .limit(LIST_LIMIT);
    return rows.map(toConversation);
  }

  async read(
    userRef: string,
    id: string,
  ): Promise<ConversationDetail | undefined> {
    const conversation = await this.#database<ConversationRow>('conversations')
      .where({ id, user_ref: userRef })
      .first();
    if (!conversation) {
      return undefined;
    }
    const messages = await this.#database<MessageRow>('messages')
      .where({ conversation_id: id })
      .orderBy('position');
    const runs = await this.#database<RunRow>('runs')
      .where({ conversation_id: id })
      .orderBy(['created_at', 'id']);
    const feedback: FeedbackRow[] = await this.#database('feedback')
      .whereIn(
        'run_id',
        this.#database('runs').select('id').where({ conversation_id: id }),
      )
      .select('run_id', 'rating', 'text');
    const feedbackByRun = new Map(
      feedback.map(row => [
        row.run_id,
        {
          runId: row.run_id,
          rating: row.rating,
          ...(row.text ? { text: row.text } : {}),
        },
      ]),
    );
    return {
      ...toConversation(conversation),
      messages: messages.map(row =>
        toMessage(row, feedbackByRun.get(row.run_id ?? '')),
      ),
      runs: await this.#viewer.view(runs),
    };
  }

  /**
   * Deletes a conversation with all that is in it, and returns the ids of the runs that this ended.
   * Workers that hold one of them find it gone at their next write.
   */
  async delete(userRef: string, id: string): Promise<string[] | undefined> {
    return this.#database.transaction(async tx => {
      // Locks the conversation, as every writer that needs both does before it locks a run.
      const found = await tx('conversations')
        .where({ id, user_ref: userRef })
        .update({ user_ref: userRef });
      if (found === 0) {
        return undefined;
      }
      const live = await tx<RunRow>('runs')
        .where({ conversation_id: id })
        .whereIn('status', LIVE_STATUSES)
        .select('id');
      await tx('conversations').where({ id }).delete();
      return live.map(row => row.id);
    });
  }
}
