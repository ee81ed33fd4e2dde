import { AskResponse, Suggestion } from '../answer';
import { ClusterContext, ClusterSummary } from '../context';
import {
  Conversation,
  ConversationDetail,
  Feedback,
  FeedbackRating,
  Receipt,
  Run,
  RunEvent,
} from '../conversation';
import { ClusterHealth } from '../health';

/** Filters of a cluster list; all given ones must hold. @public */
export interface ClusterFilter {
  /** Entity ref of the owning group. */
  owner?: string;
  /** Words in the name, title or description. */
  search?: string;
}

/** @public */
export interface AskRequest {
  question: string;
  /** Name or entity ref of the only cluster to ask. */
  cluster?: string;
}

/**
 * The plugin's HTTP API as a client sees it. Every method rejects with a `ResponseError` from
 * `@backstage/errors` when the backend answers with an error.
 * @public
 */
export interface DataAssistantApi {
  ask(request: AskRequest): Promise<AskResponse>;
  listClusters(filter?: ClusterFilter): Promise<ClusterSummary[]>;
  getCluster(id: string): Promise<ClusterContext>;
  getClusterHealth(id: string): Promise<ClusterHealth>;
  /** Vetted questions that have an answer now, from clusters that the caller may ask. */
  listSuggestions(options?: {
    cluster?: string;
    limit?: number;
  }): Promise<Suggestion[]>;
  listConversations(): Promise<Conversation[]>;
  createConversation(): Promise<Conversation>;
  getConversation(id: string): Promise<ConversationDetail>;
  deleteConversation(id: string): Promise<void>;
  /** The same key with the same question returns the same run; with another question it is a conflict. */
  postMessage(
    conversationId: string,
    options: { question: string; cluster?: string; idempotencyKey: string },
  ): Promise<Run>;
  getRun(runId: string): Promise<Run>;
  cancelRun(runId: string): Promise<Run>;
  /**
   * The run's journal from after `lastEventId` on; ends after the final event. Reconnects by itself
   * while the run goes on, so that every event is yielded exactly once.
   */
  streamRun(
    runId: string,
    options?: { lastEventId?: number; signal?: AbortSignal },
  ): AsyncIterable<RunEvent>;
  getReceipt(receiptId: string): Promise<Receipt>;
  sendFeedback(
    runId: string,
    feedback: { rating: FeedbackRating; text?: string },
  ): Promise<Feedback>;
}
