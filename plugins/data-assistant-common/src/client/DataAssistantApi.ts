import { AskResponse, Suggestion } from '../answer';
import { ClusterContext, ClusterSummary, ParameterProposal } from '../context';
import {
  Conversation,
  ConversationDetail,
  Feedback,
  FeedbackRating,
  Receipt,
  Run,
  RunStreamItem,
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
  /**
   * Parameters that a pair without any could have, for those who may curate its cluster.
   *
   * @param pairId - as in `Pair.id`
   */
  getParameterProposal(
    clusterId: string,
    pairId: string,
  ): Promise<ParameterProposal>;
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
  /** Answers the question that a run waits for; the same reply again changes nothing, another is a conflict. */
  replyToRun(runId: string, reply: { n: number; text: string }): Promise<Run>;
  /**
   * The run's journal from after `lastEventId` on, and drafts in between; ends after the final event. Reconnects
   * by itself while the run goes on, so that every event is yielded exactly once.
   */
  streamRun(
    runId: string,
    options?: { lastEventId?: number; signal?: AbortSignal },
  ): AsyncIterable<RunStreamItem>;
  getReceipt(receiptId: string): Promise<Receipt>;
  sendFeedback(
    runId: string,
    feedback: { rating: FeedbackRating; text?: string },
  ): Promise<Feedback>;
}
