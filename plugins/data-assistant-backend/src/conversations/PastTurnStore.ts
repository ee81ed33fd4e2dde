import { Answer } from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { PastTurn } from './RunExecutor';

/** Turns that a question may refer to; further back, people say again what they mean. */
const MAX_TURNS = 5;
/** Enough to know what a result looked like. */
const MAX_ROWS = 5;

/** What was asked and answered in a conversation before a question was put. */
export class PastTurnStore {
  static create(options: { database: Knex }): PastTurnStore {
    return new PastTurnStore(options.database);
  }

  readonly #database: Knex;

  private constructor(database: Knex) {
    this.#database = database;
  }

  /** The turn of a run and those that it followed, oldest first. What is answered meanwhile is not among them. */
  async read(runId: string | undefined): Promise<PastTurn[]> {
    if (runId === undefined) {
      return [];
    }
    const rows = await this.#database
      .withRecursive('turns', ['id', 'distance'], query =>
        query
          // Of a select without a table, knex leaves the whole branch away.
          .from('runs')
          .where('id', runId)
          .select('id', this.#database.raw('1'))
          .unionAll(next =>
            next
              .from('turns')
              .join('runs', 'runs.id', 'turns.id')
              .whereNotNull('runs.follows_run_id')
              .andWhere('distance', '<', MAX_TURNS)
              .select(
                'runs.follows_run_id',
                this.#database.raw('distance + 1'),
              ),
          ),
      )
      .from('turns')
      .join('runs', 'runs.id', 'turns.id')
      .join('messages', 'messages.run_id', 'runs.id')
      .orderBy('distance', 'desc')
      .select<{ runId: string; question: string; answer: string }[]>({
        runId: 'runs.id',
        question: 'runs.question',
        answer: 'messages.answer',
      });
    return rows.map(row => ({
      runId: row.runId,
      question: row.question,
      answer: withFewRows(JSON.parse(row.answer)),
    }));
  }
}

function withFewRows(answer: Answer): Answer {
  return answer.rows && answer.rows.length > MAX_ROWS
    ? { ...answer, rows: answer.rows.slice(0, MAX_ROWS), truncated: true }
    : answer;
}
