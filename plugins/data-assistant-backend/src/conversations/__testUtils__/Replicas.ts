import { mockServices } from '@backstage/backend-test-utils';
import {
  Answer,
  RunEvent,
} from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import {
  applyMigrations,
  createDatabaseClock,
  DatabaseClock,
} from '../../database';
import { AskerScope } from '../ConversationService';
import {
  Conversations,
  ConversationsOptions,
  createConversations,
} from '../createConversations';
import { RunExecutor, RunOutcome } from '../RunExecutor';

export const PODCASTS = 'resource:default/podcasts';

export const ana: AskerScope = {
  userRef: 'user:default/ana',
  askable: async () => [PODCASTS],
};

export const ben: AskerScope = {
  userRef: 'user:default/ben',
  askable: async () => [PODCASTS],
};

/** Options of a replica that is quick enough for tests. */
const QUICK: Partial<ConversationsOptions> = {
  sweepMs: 10,
  watchMs: 10,
  heartbeatMs: 20,
  retryDelayMs: 0,
  shutdownGraceMs: 0,
  eventPollMs: 10,
};

/** Options of a replica that takes one run when it is nudged, and then is as good as paused. */
export const STALLED: Partial<ConversationsOptions> = {
  concurrency: 1,
  sweepMs: 3_600_000,
  watchMs: 3_600_000,
  heartbeatMs: 3_600_000,
};

/** Several replicas of the plugin on one database, whose clock can be put forward. */
export class Replicas {
  static async create(database: Knex): Promise<Replicas> {
    const replicas = new Replicas();
    await replicas.moveTo(database);
    return replicas;
  }

  readonly #running: Conversations[] = [];
  #database?: Knex;
  #offsetMs = 0;

  get database(): Knex {
    if (!this.#database) {
      throw new Error('The replicas have no database yet');
    }
    return this.#database;
  }

  get clock(): DatabaseClock {
    const { sql } = createDatabaseClock(this.database);
    const offset = () => this.#offsetMs;
    return {
      get sql() {
        return `(${sql} + ${offset()})`;
      },
    };
  }

  /** Begins anew on another database, at its present time. */
  async moveTo(database: Knex): Promise<void> {
    await this.stop();
    await applyMigrations({ getClient: async () => database });
    this.#database = database;
    this.#offsetMs = 0;
  }

  putClockForward(ms: number): void {
    this.#offsetMs += ms;
  }

  /** A replica that serves, but works on nothing yet. */
  create(
    execute: RunExecutor['execute'],
    options?: Partial<ConversationsOptions>,
  ): Conversations {
    const replica = createConversations({
      database: this.database,
      logger: mockServices.logger.mock(),
      executor: { execute },
      clock: this.clock,
      options: { ...QUICK, ...options },
    });
    this.#running.push(replica);
    return replica;
  }

  start(
    execute: RunExecutor['execute'],
    options?: Partial<ConversationsOptions>,
  ): Conversations {
    const replica = this.create(execute, options);
    replica.start();
    return replica;
  }

  async stop(): Promise<void> {
    for (const replica of this.#running.splice(0)) {
      await replica.stop();
    }
  }

  /** The journal of a run as it is in the table. */
  async readEvents(runId: string): Promise<RunEvent[]> {
    const rows = await this.database('run_events')
      .where({ run_id: runId })
      .orderBy('seq');
    return rows.map(({ seq, type, data }) => ({
      seq,
      type,
      data: JSON.parse(data),
    }));
  }
}

export function answer(sentence: string): Answer {
  return {
    tier: 'verified',
    sentence,
    confidence: 1,
    cluster: PODCASTS,
    columns: [{ name: 'listeners', type: 'integer' }],
    rows: [[42]],
    sql: 'SELECT 42 AS listeners',
  };
}

export function outcome(sentence: string): RunOutcome {
  return {
    answer: answer(sentence),
    receipt: {
      clusterId: PODCASTS,
      contextVersion: 'v1',
      pairId: 'podcasts/listeners',
      docIds: [],
      datasetIds: [],
      sql: 'SELECT 42 AS listeners',
      parameters: {},
      engine: 'duckdb',
      rowCount: 1,
      truncated: false,
      durationMs: 3,
      resultHash: 'abc',
    },
    touched: [{ clusterId: PODCASTS, tier: 'verified' }],
  };
}

/** Looks until there is something to see. */
export async function until<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const giveUpAt = Date.now() + 10_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) {
      return seen;
    }
    if (Date.now() > giveUpAt) {
      throw new Error(`Still not so after 10 s: ${look}`);
    }
    await delay(2);
  }
}

/** A promise to be settled by the test, which tells when somebody waits for it. */
export class Gate {
  /** Resolves once somebody stands before the gate. */
  readonly reached: Promise<void>;
  readonly #opened: Promise<void>;
  #reach!: () => void;
  #open!: () => void;

  constructor() {
    this.reached = new Promise(resolve => {
      this.#reach = resolve;
    });
    this.#opened = new Promise(resolve => {
      this.#open = resolve;
    });
  }

  async pass(): Promise<void> {
    this.#reach();
    await this.#opened;
  }

  open(): void {
    this.#open();
  }
}
