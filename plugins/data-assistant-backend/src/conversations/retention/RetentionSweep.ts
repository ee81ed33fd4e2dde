import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Duration } from 'luxon';
import { DataAssistantConfig } from '../../config';
import { DatabaseClock, readClock } from '../../database';
import { LIVE_STATUSES } from '../runRows';

/** Rows that one statement deletes, cascades not counted: short enough to keep nobody waiting. */
const BATCH = 200;

/** How many of each were deleted. */
export interface RetentionCounts {
  /** Runs whose steps, events and questions were. */
  journals: number;
  drafts: number;
  conversations: number;
  outcomes: number;
  /** Rows of usage. */
  usage: number;
}

type Retention = DataAssistantConfig['retention'];

/** Deletes what was kept for as long as the configuration says, in small batches. */
export class RetentionSweep {
  static create(options: {
    database: Knex;
    clock: DatabaseClock;
    retention: Retention;
    logger: LoggerService;
  }): RetentionSweep {
    return new RetentionSweep(options);
  }

  readonly #database: Knex;
  readonly #clock: DatabaseClock;
  readonly #retention: Retention;
  readonly #logger: LoggerService;

  private constructor(options: Parameters<typeof RetentionSweep.create>[0]) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#retention = options.retention;
    this.#logger = options.logger;
  }

  /** Stops between two batches on `signal`; the next run goes on. */
  async run(options: { signal: AbortSignal }): Promise<RetentionCounts> {
    const { signal } = options;
    const now = await readClock(this.#clock, this.#database);
    const before = (kept: Retention['journals']) =>
      new Date(now - Duration.fromObject(kept).toMillis()).toISOString();
    const { conversations, journals, outcomes } = this.#retention;
    const counts: RetentionCounts = {
      // First, since it takes journals and drafts along.
      conversations: conversations
        ? await this.#deleteConversations(before(conversations), signal)
        : 0,
      journals: await this.#deleteJournals(before(journals), signal),
      drafts: await this.#deleteDrafts(signal),
      outcomes: await this.#deleteOutcomes(before(outcomes), signal),
      usage: await this.#deleteUsage(before(journals), signal),
    };
    if (Object.values(counts).some(count => count > 0)) {
      this.#logger.info('Deleted what was kept long enough', { ...counts });
    }
    return counts;
  }

  async #deleteConversations(
    before: string,
    signal: AbortSignal,
  ): Promise<number> {
    const old = (query: Knex.QueryBuilder) =>
      query
        .where('updated_at', '<', before)
        .whereNotExists(
          this.#database('runs')
            .select(this.#database.raw('1'))
            .whereRaw('?? = ??', ['conversation_id', 'conversations.id'])
            .whereIn('status', LIVE_STATUSES),
        );
    return this.#inBatches({
      signal,
      find: after =>
        this.#database('conversations')
          .modify(old)
          .andWhere('id', '>', after)
          .orderBy('id')
          .limit(BATCH)
          .pluck('id'),
      // Whoever puts a question meanwhile keeps the conversation.
      remove: ids =>
        this.#database('conversations').whereIn('id', ids).modify(old).delete(),
    });
  }

  /** Of runs that have ended. Their messages, receipts and errors stay with the conversation. */
  async #deleteJournals(before: string, signal: AbortSignal): Promise<number> {
    return this.#inBatches({
      signal,
      find: after =>
        this.#database('runs')
          .where('finished_at', '<', before)
          .andWhere('id', '>', after)
          .whereExists(
            this.#database('run_events')
              .select(this.#database.raw('1'))
              .whereRaw('?? = ??', ['run_id', 'runs.id']),
          )
          .orderBy('id')
          .limit(BATCH)
          .pluck('id'),
      remove: async ids => {
        // Events last: while there are any, the run is found again after a crash in between.
        for (const table of ['run_steps', 'run_questions', 'run_events']) {
          await this.#database(table).whereIn('run_id', ids).delete();
        }
        return ids.length;
      },
    });
  }

  /** Those that a worker left behind when it died. */
  async #deleteDrafts(signal: AbortSignal): Promise<number> {
    const idle = (query: Knex.QueryBuilder) =>
      query.whereNotExists(
        this.#database('runs')
          .select(this.#database.raw('1'))
          .whereRaw('?? = ??', ['runs.id', 'run_drafts.run_id'])
          .andWhere('runs.status', 'running'),
      );
    return this.#inBatches({
      signal,
      find: after =>
        this.#database('run_drafts')
          .modify(idle)
          .andWhere('run_id', '>', after)
          .orderBy('run_id')
          .limit(BATCH)
          .pluck('run_id'),
      remove: ids =>
        this.#database('run_drafts')
          .whereIn('run_id', ids)
          .modify(idle)
          .delete(),
    });
  }

  async #deleteOutcomes(before: string, signal: AbortSignal): Promise<number> {
    return this.#inBatches({
      signal,
      find: after =>
        this.#database('question_outcomes')
          .where('asked_at', '<', before)
          .andWhere('run_id', '>', after)
          .distinct('run_id')
          .orderBy('run_id')
          .limit(BATCH)
          .pluck('run_id'),
      remove: ids =>
        this.#database('question_outcomes').whereIn('run_id', ids).delete(),
    });
  }

  /**
   * Whole days before the bound, and so never today, which limits are counted for; and never of a run that goes on,
   * since its own limits count from its beginning.
   */
  async #deleteUsage(before: string, signal: AbortSignal): Promise<number> {
    const old = (query: Knex.QueryBuilder) =>
      query
        .where('day', '<', before.slice(0, 10))
        .whereNotExists(
          this.#database('runs')
            .select(this.#database.raw('1'))
            .whereRaw('?? = ??', ['runs.id', 'run_usage.run_id'])
            .whereIn('runs.status', LIVE_STATUSES),
        );
    return this.#inBatches({
      signal,
      find: after =>
        this.#database('run_usage')
          .modify(old)
          .andWhere('run_id', '>', after)
          .distinct('run_id')
          .orderBy('run_id')
          .limit(BATCH)
          .pluck('run_id'),
      remove: ids =>
        this.#database('run_usage').whereIn('run_id', ids).modify(old).delete(),
    });
  }

  /** Goes through the ids in order, so that no batch looks again at what the one before it left. */
  async #inBatches(options: {
    signal: AbortSignal;
    find: (after: string) => Promise<string[]>;
    remove: (ids: string[]) => Promise<number>;
  }): Promise<number> {
    const { signal, find, remove } = options;
    let count = 0;
    let after = '';
    while (!signal.aborted) {
      const ids = await find(after);
      const last = ids.at(-1);
      if (last === undefined) {
        break;
      }
      count += await remove(ids);
      after = last;
    }
    return count;
  }
}
