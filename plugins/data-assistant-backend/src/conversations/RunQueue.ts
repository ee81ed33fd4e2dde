import { Knex } from 'knex';
import { DatabaseClock } from '../database';
import { RunRow, UNDER_WAY_STATUSES } from './runRows';

/** What is needed to take a run, if it is still as it was. */
export type QueuedRun = Pick<RunRow, 'id' | 'epoch' | 'attempts' | 'user_ref'>;

/** How many runs of one asker may be worked on at once, in all replicas. */
export interface AskerConcurrency {
  user: number;
  /** A service asks for many people. */
  service: number;
}

/**
 * In which order runs are taken: first those whose askers would then have the fewest under way, among
 * these the oldest. Who puts many questions waits for those who put one.
 */
export class RunQueue {
  static create(options: {
    database: Knex;
    clock: DatabaseClock;
    concurrency: AskerConcurrency;
  }): RunQueue {
    return new RunQueue(options);
  }

  readonly #database: Knex;
  readonly #clock: DatabaseClock;
  readonly #concurrency: AskerConcurrency;

  private constructor(options: Parameters<typeof RunQueue.create>[0]) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#concurrency = options.concurrency;
  }

  /** The next runs to be taken. */
  async next(limit: number): Promise<QueuedRun[]> {
    const ranked = this.#ranked(query => this.takeable(query));
    return this.#database
      .from(ranked.as('ranked'))
      .whereRaw(
        '?? <= case when ?? like ? then cast(? as int) else cast(? as int) end',
        [
          'level',
          'user_ref',
          'service:%',
          this.#concurrency.service,
          this.#concurrency.user,
        ],
      )
      .orderBy(['level', 'created_at', 'id'])
      .limit(limit)
      .select<QueuedRun[]>('id', 'epoch', 'attempts', 'user_ref');
  }

  /** How many runs would be taken before each of these, by id; a run that is not queued is left out. */
  async ahead(runIds: string[]): Promise<Map<string, number>> {
    if (runIds.length === 0) {
      return new Map();
    }
    const ranked = this.#ranked(query => query.where('status', 'queued'));
    const placed = this.#database
      .from(ranked.as('ranked'))
      .select(
        'id',
        this.#database.raw('row_number() over (order by ??, ??, ??) as ??', [
          'level',
          'created_at',
          'id',
          'place',
        ]),
      );
    const rows = await this.#database
      .from(placed.as('placed'))
      .whereIn('id', runIds)
      .select<{ id: string; place: number | string }[]>('id', 'place');
    return new Map(rows.map(row => [row.id, Number(row.place) - 1]));
  }

  /** True of runs that wait for a worker or whose lease has run out. */
  takeable(query: Knex.QueryBuilder): void {
    query
      .whereIn('runs.status', UNDER_WAY_STATUSES)
      .andWhere(due =>
        due
          .whereNull('lease_until')
          .orWhere('lease_until', '<=', this.#database.raw(this.#clock.sql)),
      );
  }

  /** True while the asker has less under way than is allowed; to be checked with the asker locked. */
  hasRoom(query: Knex.QueryBuilder, userRef: string): void {
    const { user, service } = this.#concurrency;
    query.whereRaw('(?) < ?', [
      this.#worked()
        .where({ user_ref: userRef })
        .select(this.#database.raw('count(*)')),
      userRef.startsWith('service:') ? service : user,
    ]);
  }

  #worked(): Knex.QueryBuilder {
    return this.#database('runs')
      .where({ status: 'running' })
      .andWhere('lease_until', '>', this.#database.raw(this.#clock.sql));
  }

  /** Runs with their `level`: what their asker would have under way with them. */
  #ranked(filter: (query: Knex.QueryBuilder) => void): Knex.QueryBuilder {
    const database = this.#database;
    const busy = this.#worked()
      .groupBy('user_ref')
      .select('user_ref', database.raw('count(*) as ??', ['n']));
    return database
      .from('runs')
      .leftJoin(busy.as('busy'), 'busy.user_ref', 'runs.user_ref')
      .modify(filter)
      .select(
        'runs.id',
        'runs.epoch',
        'runs.attempts',
        'runs.user_ref',
        'runs.created_at',
        database.raw(
          'coalesce(??, 0) + row_number() over (partition by ?? order by ??, ??) as ??',
          ['busy.n', 'runs.user_ref', 'runs.created_at', 'runs.id', 'level'],
        ),
      );
  }
}
