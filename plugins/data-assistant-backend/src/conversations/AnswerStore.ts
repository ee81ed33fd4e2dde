import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { LeaseLostError } from './LeaseLostError';
import { QuestionOutcomeStore } from './QuestionOutcomeStore';
import { ReceiptStore } from './ReceiptStore';
import { RunOutcome } from './RunExecutor';
import { heldBy, RunLease } from './RunLease';
import { endOfRun, RunTransitions, statusEvent } from './RunTransitions';
import { nextPosition } from './RunStore';
import { storableText } from './storableText';

/** Writes answers, each at most once. */
export class AnswerStore {
  static create(options: {
    transitions: RunTransitions;
    receipts: ReceiptStore;
    outcomes: QuestionOutcomeStore;
  }): AnswerStore {
    return new AnswerStore(options);
  }

  readonly #transitions: RunTransitions;
  readonly #receipts: ReceiptStore;
  readonly #outcomes: QuestionOutcomeStore;

  private constructor(options: Parameters<typeof AnswerStore.create>[0]) {
    this.#transitions = options.transitions;
    this.#receipts = options.receipts;
    this.#outcomes = options.outcomes;
  }

  /**
   * Answer, receipt, outcomes, final events and the status `done`, in one transaction.
   * @throws LeaseLostError
   */
  async finish(lease: RunLease, outcome: RunOutcome): Promise<void> {
    const { runId, conversationId } = lease;
    const messageId = randomUUID();
    const receiptId = outcome.receipt && randomUUID();
    await this.#transitions.transact(runId, async transaction => {
      const { tx, at } = transaction;
      // Before the run's row, in the order in which deleting a conversation locks them.
      await tx('conversations')
        .where({ id: conversationId })
        .update({ updated_at: at });
      const run = await transaction.advance({
        guard: heldBy(lease),
        set: endOfRun(transaction, { status: 'done' }),
        events: [
          () => ({
            type: 'answer',
            data: {
              messageId,
              answer: outcome.answer,
              ...(receiptId ? { receiptId } : {}),
            },
          }),
          statusEvent,
        ],
      });
      if (!run) {
        throw new LeaseLostError(runId, lease.epoch);
      }
      if (outcome.receipt && receiptId) {
        await this.#receipts.insert(tx, {
          id: receiptId,
          runId,
          createdAt: at,
          receipt: outcome.receipt,
        });
      }
      await this.#insertMessage(tx, {
        lease,
        messageId,
        receiptId,
        at,
        answer: outcome.answer,
      });
      await this.#outcomes.insert(tx, {
        runId,
        question: run.question,
        askedAt: run.created_at,
        touched: outcome.touched,
      });
    });
  }

  async #insertMessage(
    tx: Knex.Transaction,
    options: {
      lease: RunLease;
      messageId: string;
      receiptId?: string;
      at: string;
      answer: RunOutcome['answer'];
    },
  ): Promise<void> {
    const { lease, messageId, receiptId, at, answer } = options;
    await tx('messages').insert({
      id: messageId,
      conversation_id: lease.conversationId,
      role: 'assistant',
      text: storableText(answer.sentence),
      run_id: lease.runId,
      answer: JSON.stringify(answer),
      receipt_id: receiptId ?? null,
      position: nextPosition(tx, lease.conversationId),
      created_at: at,
    });
  }
}
