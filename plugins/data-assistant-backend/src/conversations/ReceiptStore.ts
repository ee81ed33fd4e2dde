import { Receipt } from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { RunOutcome } from './RunExecutor';

/** Receipts of answers. They are written with the answer, and never change. */
export class ReceiptStore {
  static create(options: { database: Knex }): ReceiptStore {
    return new ReceiptStore(options.database);
  }

  readonly #database: Knex;

  private constructor(database: Knex) {
    this.#database = database;
  }

  /** Undefined when the receipt is of somebody else's run. */
  async find(userRef: string, id: string): Promise<Receipt | undefined> {
    const row = await this.#database('receipts')
      .join('runs', 'runs.id', 'receipts.run_id')
      .where({ 'receipts.id': id, 'runs.user_ref': userRef })
      .first<{ body: string } | undefined>('receipts.body as body');
    return row && JSON.parse(row.body);
  }

  async insert(
    tx: Knex.Transaction,
    options: {
      id: string;
      runId: string;
      createdAt: string;
      receipt: NonNullable<RunOutcome['receipt']>;
    },
  ): Promise<void> {
    const { id, runId, createdAt, receipt } = options;
    const body: Receipt = { ...receipt, id, runId, createdAt };
    await tx('receipts').insert({
      id,
      run_id: runId,
      cluster_id: receipt.clusterId,
      context_version: receipt.contextVersion,
      pair_id: receipt.pairId ?? null,
      body: JSON.stringify(body),
      created_at: createdAt,
    });
  }
}
