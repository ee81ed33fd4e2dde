import {
  AskRequest,
  AskResponse,
  Conversation,
  ConversationDetail,
  Feedback,
  FeedbackRating,
  Receipt,
  Run,
  RunStreamItem,
} from '@cairn/backstage-plugin-data-assistant-common';

/** Whose conversations, and which clusters a question may be put to. */
export interface AskerScope {
  /** Entity ref of the user, or `service:<subject>` of a service. */
  userRef: string;
  /** Resolved when a question is put; not called for reads. */
  askable: () => Promise<string[]>;
}

/**
 * Conversations of one asker. Whatever belongs to somebody else does not exist: `NotFoundError`.
 * `InputError` for what cannot be a question, `ConflictError` for a key used with another question.
 */
export interface ConversationService {
  list(asker: AskerScope): Promise<Conversation[]>;
  create(asker: AskerScope): Promise<Conversation>;
  get(asker: AskerScope, id: string): Promise<ConversationDetail>;
  delete(asker: AskerScope, id: string): Promise<void>;
  postMessage(
    asker: AskerScope,
    conversationId: string,
    message: { question: string; clusterId?: string; idempotencyKey: string },
  ): Promise<Run>;
  /** Puts a question in a new conversation and waits for its end; a cancelled or failed run rejects. */
  ask(
    asker: AskerScope,
    request: Omit<AskRequest, 'cluster'> & { clusterId?: string },
    signal?: AbortSignal,
  ): Promise<AskResponse>;
  getRun(asker: AskerScope, runId: string): Promise<Run>;
  cancelRun(asker: AskerScope, runId: string): Promise<Run>;
  /**
   * Answers what a run asked back, so that it goes on. `InputError` for what cannot be a reply,
   * `ConflictError` when the run does not wait for it or got another.
   */
  replyToRun(
    asker: AskerScope,
    runId: string,
    reply: { n: number; text: string },
  ): Promise<Run>;
  /**
   * Resolves once the run is known to be the asker's. Events after `lastEventId`, from the table and then
   * live, with drafts in between; ends after the final one or on `signal`.
   */
  streamRun(
    asker: AskerScope,
    runId: string,
    options: { lastEventId: number; signal: AbortSignal },
  ): Promise<AsyncIterable<RunStreamItem>>;
  getReceipt(asker: AskerScope, receiptId: string): Promise<Receipt>;
  sendFeedback(
    asker: AskerScope,
    runId: string,
    feedback: { rating: FeedbackRating; text?: string },
  ): Promise<Feedback>;
}
