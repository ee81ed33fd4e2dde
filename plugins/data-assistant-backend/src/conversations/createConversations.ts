import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { createDatabaseClock, DatabaseClock } from '../database';
import { AnswerStore } from './AnswerStore';
import { ConversationService } from './ConversationService';
import { ConversationStore } from './ConversationStore';
import {
  DefaultConversationService,
  QuestionLimits,
} from './DefaultConversationService';
import { FeedbackStore } from './FeedbackStore';
import { QuestionOutcomeStore } from './QuestionOutcomeStore';
import { ReceiptStore } from './ReceiptStore';
import { RunEvents } from './RunEvents';
import { RunExecutor } from './RunExecutor';
import { RunJournalStore } from './RunJournalStore';
import { RunLeaseStore } from './RunLeaseStore';
import { RunStore } from './RunStore';
import { RunTransitions } from './RunTransitions';
import { RunWorker, RunWorkerOptions } from './RunWorker';

/** Times in milliseconds. */
export interface ConversationsOptions extends RunWorkerOptions, QuestionLimits {
  /** How long a worker that says nothing keeps its runs. */
  leaseMs: number;
  maxAttempts: number;
  /** How long a run rests after its first failed attempt; doubled with each other one. */
  retryDelayMs: number;
  /** Between looks for what other replicas wrote to runs that somebody reads here. */
  eventPollMs: number;
}

export const DEFAULT_CONVERSATIONS_OPTIONS: ConversationsOptions = {
  concurrency: 4,
  sweepMs: 1_000,
  leaseMs: 15_000,
  heartbeatMs: 5_000,
  maxAttempts: 3,
  retryDelayMs: 1_000,
  deadlineMs: 5 * 60_000,
  shutdownGraceMs: 10_000,
  eventPollMs: 500,
  maxUnfinishedOfUser: 3,
  maxUnfinishedOfService: 30,
};

/** The conversations of one replica. */
export interface Conversations {
  service: ConversationService;
  outcomes: QuestionOutcomeStore;
  /** Begins to work on runs, those that an earlier process left among them. */
  start(): void;
  /** Lets runs end or hands them over, then ends all streams. To be called before the database closes. */
  stop(): Promise<void>;
}

/** Wires conversations over a database that has the plugin's schema. */
export function createConversations(deps: {
  database: Knex;
  logger: LoggerService;
  executor: RunExecutor;
  clock?: DatabaseClock;
  options?: Partial<ConversationsOptions>;
}): Conversations {
  const { database, logger, executor } = deps;
  const options = { ...DEFAULT_CONVERSATIONS_OPTIONS, ...deps.options };
  const clock = deps.clock ?? createDatabaseClock(database);

  const transitions = RunTransitions.create({ database, clock });
  const journals = RunJournalStore.create({ database, transitions });
  const events = RunEvents.create({
    journals,
    logger,
    pollMs: options.eventPollMs,
  });
  transitions.subscribe(runId => events.notify(runId));
  const receipts = ReceiptStore.create({ database });
  const outcomes = QuestionOutcomeStore.create({ database });
  const worker = RunWorker.create({
    ...options,
    execution: {
      executor,
      leases: RunLeaseStore.create({
        database,
        clock,
        transitions,
        leaseMs: options.leaseMs,
        maxAttempts: options.maxAttempts,
      }),
      journals,
      answers: AnswerStore.create({ transitions, receipts, outcomes }),
      logger,
      retryDelayMs: options.retryDelayMs,
    },
  });
  const service = DefaultConversationService.create({
    conversations: ConversationStore.create({ database, clock }),
    runs: RunStore.create({ database, transitions }),
    receipts,
    feedback: FeedbackStore.create({ database, clock }),
    events,
    worker,
    limits: options,
  });

  return {
    service,
    outcomes,
    start: () => worker.start(),
    stop: async () => {
      await worker.stop();
      events.close();
    },
  };
}
