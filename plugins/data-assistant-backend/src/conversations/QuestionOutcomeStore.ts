import { AnswerTier } from '@cairn/backstage-plugin-data-assistant-common';
import { QuestionCounts } from '@cairn/backstage-plugin-data-assistant-node';
import { Knex } from 'knex';
import { RunOutcome } from './RunExecutor';

const UNANSWERED_LIMIT = 10;
const ANSWERED_TIERS: AnswerTier[] = ['verified', 'grounded'];

/** Which clusters each question touched, and whether it was answered from them. */
export class QuestionOutcomeStore {
  static create(options: { database: Knex }): QuestionOutcomeStore {
    return new QuestionOutcomeStore(options.database);
  }

  readonly #database: Knex;

  private constructor(database: Knex) {
    this.#database = database;
  }

  async countQuestionsSince(
    clusterId: string,
    since: Date,
  ): Promise<QuestionCounts> {
    const questions = () =>
      this.#database('question_outcomes')
        .where({ cluster_id: clusterId })
        .andWhere('asked_at', '>=', since.toISOString());
    const tiers = await questions()
      .groupBy('tier')
      .select<{ tier: AnswerTier; count: number | string }[]>(
        'tier',
        this.#database.raw('count(*) as count'),
      );
    const unanswered = await questions()
      .whereNotIn('tier', ANSWERED_TIERS)
      .orderBy([
        { column: 'asked_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(UNANSWERED_LIMIT)
      .select<{ question: string; askedAt: string }[]>(
        'question',
        'asked_at as askedAt',
      );
    const count = (rows: typeof tiers) =>
      rows.reduce((sum, row) => sum + Number(row.count), 0);
    return {
      asked: count(tiers),
      answered: count(tiers.filter(row => ANSWERED_TIERS.includes(row.tier))),
      unanswered,
    };
  }

  async insert(
    tx: Knex.Transaction,
    options: {
      runId: string;
      question: string;
      askedAt: string;
      touched: RunOutcome['touched'];
    },
  ): Promise<void> {
    const { runId, question, askedAt, touched } = options;
    if (touched.length > 0) {
      await tx('question_outcomes')
        .insert(
          touched.map(({ clusterId, tier }) => ({
            run_id: runId,
            cluster_id: clusterId,
            tier,
            question,
            asked_at: askedAt,
          })),
        )
        .onConflict(['run_id', 'cluster_id'])
        .ignore();
    }
  }
}
