import { Knex } from 'knex';
import { DatabaseClock, readClock } from '../database';
import { RunUsage } from './RunExecutor';

/** Usage as it is added up, with the time that the run was worked on. */
export interface WorkedUsage extends RunUsage {
  activeMs: number;
}

export const NO_USAGE: WorkedUsage = {
  modelCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: 0,
  scannedBytes: 0,
  activeMs: 0,
};

/** Both together. */
export function addUsage(a: RunUsage, b: Partial<RunUsage>): RunUsage {
  return {
    modelCalls: a.modelCalls + (b.modelCalls ?? 0),
    inputTokens: a.inputTokens + (b.inputTokens ?? 0),
    outputTokens: a.outputTokens + (b.outputTokens ?? 0),
    costUsd: a.costUsd + (b.costUsd ?? 0),
    scannedBytes: a.scannedBytes + (b.scannedBytes ?? 0),
  };
}

const COLUMNS: [keyof WorkedUsage, string][] = [
  ['modelCalls', 'model_calls'],
  ['inputTokens', 'input_tokens'],
  ['outputTokens', 'output_tokens'],
  ['costUsd', 'cost_usd'],
  ['scannedBytes', 'scanned_bytes'],
  ['activeMs', 'active_ms'],
];

/** What each column becomes when a run used up more on a day. */
const SUMS = COLUMNS.map(([, column]) => [
  column,
  `run_usage.${column} + excluded.${column}`,
]);

/** The same as SQL, to follow on an insert. */
export const ADD_TO_USAGE = `on conflict (run_id, day) do update set ${SUMS.map(
  ([column, sum]) => `${column} = ${sum}`,
).join(', ')}`;

export function usageRow(usage: WorkedUsage): Record<string, number> {
  return Object.fromEntries(
    COLUMNS.map(([key, column]) => [column, usage[key]]),
  );
}

/** What runs used up, by day. Deleting a conversation leaves it, or a limit could be deleted away. */
export class RunUsageStore {
  static create(options: {
    database: Knex;
    clock: DatabaseClock;
  }): RunUsageStore {
    return new RunUsageStore(options.database, options.clock);
  }

  readonly #database: Knex;
  readonly #clock: DatabaseClock;

  private constructor(database: Knex, clock: DatabaseClock) {
    this.#database = database;
    this.#clock = clock;
  }

  async ofRun(runId: string): Promise<WorkedUsage> {
    return this.#sum({ run_id: runId });
  }

  /** Since midnight, UTC. */
  async ofDay(userRef: string): Promise<RunUsage> {
    const now = await readClock(this.#clock, this.#database);
    const { activeMs: _, ...usage } = await this.#sum({
      user_ref: userRef,
      day: dayOf(now),
    });
    return usage;
  }

  /** Adds to what the run used up today; the caller has locked the run. */
  async add(
    tx: Knex.Transaction,
    options: {
      runId: string;
      userRef: string;
      now: number;
      usage: WorkedUsage;
    },
  ): Promise<void> {
    const { runId, userRef, now, usage } = options;
    await tx('run_usage')
      .insert({
        run_id: runId,
        day: dayOf(now),
        user_ref: userRef,
        ...usageRow(usage),
      })
      .onConflict(['run_id', 'day'])
      .merge(
        Object.fromEntries(SUMS.map(([column, sum]) => [column, tx.raw(sum)])),
      );
  }

  /** The same for an attempt that no longer holds its run. */
  async addLate(options: {
    runId: string;
    userRef: string;
    usage: WorkedUsage;
  }): Promise<void> {
    await this.#database.transaction(async tx =>
      this.add(tx, { ...options, now: await readClock(this.#clock, tx) }),
    );
  }

  async #sum(where: Record<string, string>): Promise<WorkedUsage> {
    const [row] = await this.#database('run_usage')
      .where(where)
      .select<Record<keyof WorkedUsage, number | string | null>[]>(
        COLUMNS.map(([key, column]) =>
          this.#database.raw('sum(??) as ??', [column, key]),
        ),
      );
    return Object.fromEntries(
      COLUMNS.map(([key]) => [key, Number(row[key] ?? 0)]),
    ) as unknown as WorkedUsage;
  }
}

function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}
