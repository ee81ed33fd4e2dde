import {
  Feedback,
  FeedbackRating,
} from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { DatabaseClock, readClock } from '../database';
import { storableText } from './storableText';

/** What askers say of answers: one entry a run, the last one said. */
export class FeedbackStore {
  static create(options: {
    database: Knex;
    clock: DatabaseClock;
  }): FeedbackStore {
    return new FeedbackStore(options.database, options.clock);
  }

  readonly #database: Knex;
  readonly #clock: DatabaseClock;

  private constructor(database: Knex, clock: DatabaseClock) {
    this.#database = database;
    this.#clock = clock;
  }

  async save(options: {
    runId: string;
    userRef: string;
    rating: FeedbackRating;
    text?: string;
  }): Promise<Feedback> {
    const { runId, userRef, rating, text } = options;
    const now = new Date(
      await readClock(this.#clock, this.#database),
    ).toISOString();
    await this.#database('feedback')
      .insert({
        run_id: runId,
        user_ref: userRef,
        rating,
        text: text === undefined ? null : storableText(text),
        created_at: now,
        updated_at: now,
      })
      .onConflict('run_id')
      .merge(['rating', 'text', 'updated_at']);
    return { runId, rating, ...(text === undefined ? {} : { text }) };
  }
}
