import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AskRequest,
  AskResponse,
  ClusterContext,
  ClusterFilter,
  ClusterHealth,
  ClusterSummary,
  Conversation,
  ConversationDetail,
  Feedback,
  FeedbackRating,
  ParameterProposal,
  Receipt,
  Run,
  RunStreamItem,
  Suggestion,
} from '@cairn/backstage-plugin-data-assistant-common';
import type { Request } from 'express';

/** On whose behalf a service is called. */
export interface Call {
  credentials: BackstageCredentials;
  /** For the audit log, when an HTTP request made the call. */
  request?: Request;
}

/** Clusters as far as the caller may see them; the rest does not exist: `NotFoundError`. */
export interface CallerClusterService {
  list(call: Call, filter: ClusterFilter): Promise<ClusterSummary[]>;
  get(call: Call, idOrName: string): Promise<ClusterContext>;
  getHealth(call: Call, idOrName: string): Promise<ClusterHealth>;
  /** For curators; `NotAllowedError` for other readers of the cluster. */
  proposeParameters(
    call: Call,
    idOrName: string,
    pairName: string,
  ): Promise<ParameterProposal>;
  suggestions(
    call: Call,
    options: { cluster?: string; limit: number },
  ): Promise<Suggestion[]>;
}

/**
 * Conversations of the caller; everybody else's do not exist: `NotFoundError`. Callers who may not
 * have conversations get `NotAllowedError` from every method.
 */
export interface CallerConversationService {
  list(call: Call): Promise<Conversation[]>;
  create(call: Call): Promise<Conversation>;
  get(call: Call, id: string): Promise<ConversationDetail>;
  delete(call: Call, id: string): Promise<void>;
  /** `cluster` is a name or entity ref; one that may be seen but not asked is a `NotAllowedError`. */
  postMessage(
    call: Call,
    conversationId: string,
    message: AskRequest & { idempotencyKey: string },
  ): Promise<Run>;
  ask(
    call: Call,
    request: AskRequest,
    signal?: AbortSignal,
  ): Promise<AskResponse>;
  getRun(call: Call, runId: string): Promise<Run>;
  cancelRun(call: Call, runId: string): Promise<Run>;
  /** Answers what a run asked back, in the caller's rights of now. */
  replyToRun(
    call: Call,
    runId: string,
    reply: { n: number; text: string },
  ): Promise<Run>;
  /** Resolves once the run is known to be the caller's. */
  streamRun(
    call: Call,
    runId: string,
    options: { lastEventId: number; signal: AbortSignal },
  ): Promise<AsyncIterable<RunStreamItem>>;
  getReceipt(call: Call, receiptId: string): Promise<Receipt>;
  sendFeedback(
    call: Call,
    runId: string,
    feedback: { rating: FeedbackRating; text?: string },
  ): Promise<Feedback>;
}
