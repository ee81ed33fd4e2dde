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
import { PastTurnStore } from './PastTurnStore';
import { QuestionOutcomeStore } from './QuestionOutcomeStore';
import { ReceiptStore } from './ReceiptStore';
import { RunDraftStore } from './RunDraftStore';
import { RunEvents } from './RunEvents';
import { RunExecutor } from './RunExecutor';
import { RunJournalStore } from './RunJournalStore';
import { RunLeaseStore } from './RunLeaseStore';
import { RunQuestionStore } from './RunQuestionStore';
import { RunQueue } from './RunQueue';
import { RunStore } from './RunStore';
import { RunTransitions } from './RunTransitions';
import { RunUsageStore } from './RunUsageStore';
import { RunViewer } from './RunViewer';
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
  /** Runs of one user worked on at once, in all replicas. */
  concurrencyOfUser: number;
  concurrencyOfService: number;
  /** Between two drafts of a run. */
  draftIntervalMs: number;
  /** How long a run waits for its asker's reply. */
  maxWaitMs: number;
}

export const DEFAULT_CONVERSATIONS_OPTIONS: ConversationsOptions = {
  concurrency: 4,
  sweepMs: 1_000,
  watchMs: 400,
  leaseMs: 15_000,
  heartbeatMs: 5_000,
  maxAttempts: 3,
  retryDelayMs: 1_000,
  deadlineMs: 5 * 60_000,
  shutdownGraceMs: 10_000,
  eventPollMs: 500,
  maxUnfinishedOfUser: 3,
  maxUnfinishedOfService: 30,
  concurrencyOfUser: 2,
  concurrencyOfService: 20,
  draftIntervalMs: 150,
  maxWaitMs: 14 * 24 * 60 * 60_000,
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
  const usages = RunUsageStore.create({ database, clock });
  const journals = RunJournalStore.create({
    database,
    transitions,
    usages,
    clock,
  });
  const questions = RunQuestionStore.create({
    database,
    transitions,
    usages,
    maxWaitMs: options.maxWaitMs,
  });
  const queue = RunQueue.create({
    database,
    clock,
    concurrency: {
      user: options.concurrencyOfUser,
      service: options.concurrencyOfService,
    },
  });
  const drafts = RunDraftStore.create({ database });
  const events = RunEvents.create({
    journals,
    drafts,
    logger,
    pollMs: options.eventPollMs,
  });
  transitions.subscribe((runId, added) => events.notify(runId, added));
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
        queue,
        usages,
        leaseMs: options.leaseMs,
        maxAttempts: options.maxAttempts,
      }),
      journals,
      questions,
      usages,
      drafts,
      pastTurns: PastTurnStore.create({ database }),
      answers: AnswerStore.create({ transitions, receipts, outcomes }),
      logger,
      retryDelayMs: options.retryDelayMs,
      draftIntervalMs: options.draftIntervalMs,
      onDraft: (runId, draft) => events.notifyOfDraft(runId, draft),
    },
  });
  const viewer = RunViewer.create({ questions, queue });
  const service = DefaultConversationService.create({
    conversations: ConversationStore.create({ database, clock, viewer }),
    runs: RunStore.create({ database, transitions, viewer }),
    questions,
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
