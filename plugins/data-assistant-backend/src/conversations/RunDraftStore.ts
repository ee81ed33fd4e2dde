import { RunDraft } from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { heldBy, RunLease } from './RunLease';
import { storableText } from './storableText';

/** What a run was at when event `afterSeq` was its last; the next event makes it void. */
export interface StoredDraft {
  afterSeq: number;
  /** Rises with each draft of a run. */
  revision: number;
  draft: RunDraft;
}

type SavedDraftRow = { after_seq: number; revision: number } | undefined;

/** What runs are at: one row a run, overwritten, outside of the journal. */
export class RunDraftStore {
  static create(options: { database: Knex }): RunDraftStore {
    return new RunDraftStore(options.database);
  }

  readonly #database: Knex;

  private constructor(database: Knex) {
    this.#database = database;
  }

  /**
   * In one statement, so that it costs the run's row no lock. A worker that lost the run meanwhile may be
   * late by that much; its draft then comes after an event that is no longer the last.
   *
   * @returns undefined when the lease is lost
   */
  async save(
    lease: RunLease,
    draft: RunDraft,
  ): Promise<StoredDraft | undefined> {
    const stored: RunDraft = {
      title: storableText(draft.title),
      ...(draft.text === undefined ? {} : { text: storableText(draft.text) }),
    };
    const database = this.#database;
    const source = database('runs')
      .where({ id: lease.runId })
      .modify(heldBy(lease))
      .select(
        'id',
        'last_seq',
        database.raw('1'),
        database.raw('cast(? as text)', [JSON.stringify(stored)]),
      );
    // By hand: knex leaves out the conflict clause after a select on SQLite.
    const result = await database.raw<
      { rows: SavedDraftRow[] } | SavedDraftRow[]
    >(
      `insert into run_drafts (run_id, after_seq, revision, data)
       select * from ? as held where true
       on conflict (run_id) do update set
         after_seq = excluded.after_seq,
         revision = run_drafts.revision + 1,
         data = excluded.data
       where excluded.after_seq >= run_drafts.after_seq
       returning after_seq, revision`,
      [source],
    );
    const [row] = Array.isArray(result) ? result : result.rows;
    return (
      row && { afterSeq: row.after_seq, revision: row.revision, draft: stored }
    );
  }

  /** By run id. */
  async read(runIds: string[]): Promise<Map<string, StoredDraft>> {
    const rows = await this.#database('run_drafts')
      .whereIn('run_id', runIds)
      .select<
        { run_id: string; after_seq: number; revision: number; data: string }[]
      >();
    return new Map(
      rows.map(row => [
        row.run_id,
        {
          afterSeq: row.after_seq,
          revision: row.revision,
          draft: JSON.parse(row.data),
        },
      ]),
    );
  }

  /** Leaves the draft of whoever worked on the run after event `lastSeq`. */
  async remove(runId: string, lastSeq: number): Promise<void> {
    await this.#database('run_drafts')
      .where({ run_id: runId })
      .andWhere('after_seq', '<=', lastSeq)
      .delete();
  }
}
