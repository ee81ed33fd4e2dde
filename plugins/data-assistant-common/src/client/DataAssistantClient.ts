import { ResponseError } from '@backstage/errors';
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
import {
  AskRequest,
  ClusterFilter,
  DataAssistantApi,
} from './DataAssistantApi';
import { RunStream, RunStreamTiming } from './RunStream';

const PLUGIN_ID = 'data-assistant';

/**
 * Talks to the backend plugin, from a browser or from another backend.
 * @public
 */
export class DataAssistantClient implements DataAssistantApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };
  readonly #streamTiming?: RunStreamTiming;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    /** Adds the caller's token. */
    fetchApi: { fetch: typeof fetch };
    streamTiming?: RunStreamTiming;
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
    this.#streamTiming = options.streamTiming;
  }

  async ask(request: AskRequest): Promise<AskResponse> {
    return this.#json('/ask', { method: 'POST', body: request });
  }

  async listClusters(filter: ClusterFilter = {}): Promise<ClusterSummary[]> {
    return this.#json(`/clusters${toQuery({ ...filter })}`);
  }

  async getCluster(id: string): Promise<ClusterContext> {
    return this.#json(`/clusters/${encodeURIComponent(id)}`);
  }

  async getClusterHealth(id: string): Promise<ClusterHealth> {
    return this.#json(`/clusters/${encodeURIComponent(id)}/health`);
  }

  async getParameterProposal(
    clusterId: string,
    pairId: string,
  ): Promise<ParameterProposal> {
    const pair = pairId.slice(pairId.indexOf('/') + 1);
    return this.#json(
      `/clusters/${encodeURIComponent(clusterId)}/pairs/${encodeURIComponent(
        pair,
      )}/parameter-proposal`,
    );
  }

  async listSuggestions(
    options: { cluster?: string; limit?: number } = {},
  ): Promise<Suggestion[]> {
    return this.#json(`/suggestions${toQuery({ ...options })}`);
  }

  async listConversations(): Promise<Conversation[]> {
    return this.#json('/conversations');
  }

  async createConversation(): Promise<Conversation> {
    return this.#json('/conversations', { method: 'POST' });
  }

  async getConversation(id: string): Promise<ConversationDetail> {
    return this.#json(`/conversations/${encodeURIComponent(id)}`);
  }

  async deleteConversation(id: string): Promise<void> {
    await this.#request(`/conversations/${encodeURIComponent(id)}`, {
      method: 'DELETE',
    });
  }

  async postMessage(
    conversationId: string,
    options: { question: string; cluster?: string; idempotencyKey: string },
  ): Promise<Run> {
    const { idempotencyKey, ...body } = options;
    return this.#json(
      `/conversations/${encodeURIComponent(conversationId)}/messages`,
      { method: 'POST', body, headers: { 'Idempotency-Key': idempotencyKey } },
    );
  }

  async getRun(runId: string): Promise<Run> {
    return this.#json(`/runs/${encodeURIComponent(runId)}`);
  }

  async cancelRun(runId: string): Promise<Run> {
    return this.#json(`/runs/${encodeURIComponent(runId)}/cancel`, {
      method: 'POST',
    });
  }

  async replyToRun(
    runId: string,
    reply: { n: number; text: string },
  ): Promise<Run> {
    return this.#json(`/runs/${encodeURIComponent(runId)}/replies`, {
      method: 'POST',
      body: reply,
    });
  }

  streamRun(
    runId: string,
    options: { lastEventId?: number; signal?: AbortSignal } = {},
  ): AsyncIterable<RunStreamItem> {
    return new RunStream({
      ...options,
      timing: this.#streamTiming,
      getRun: () => this.getRun(runId),
      connect: (lastEventId, signal) =>
        this.#send(`/runs/${encodeURIComponent(runId)}/events`, {
          headers: {
            Accept: 'text/event-stream',
            ...(lastEventId > 0 && { 'Last-Event-ID': String(lastEventId) }),
          },
          signal,
        }),
    }).events();
  }

  async getReceipt(receiptId: string): Promise<Receipt> {
    return this.#json(`/receipts/${encodeURIComponent(receiptId)}`);
  }

  async sendFeedback(
    runId: string,
    feedback: { rating: FeedbackRating; text?: string },
  ): Promise<Feedback> {
    return this.#json(`/runs/${encodeURIComponent(runId)}/feedback`, {
      method: 'PUT',
      body: feedback,
    });
  }

  async #json<T>(path: string, options?: RequestOptions): Promise<T> {
    const response = await this.#request(path, options);
    return (await response.json()) as T;
  }

  async #request(path: string, options?: RequestOptions): Promise<Response> {
    const response = await this.#send(path, options);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  async #send(path: string, options: RequestOptions = {}): Promise<Response> {
    const { body, headers, ...init } = options;
    const baseUrl = await this.#discoveryApi.getBaseUrl(PLUGIN_ID);
    return this.#fetchApi.fetch(`${baseUrl}${path}`, {
      ...init,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}

interface RequestOptions {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

function toQuery(values: Record<string, string | number | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) {
      params.set(name, String(value));
    }
  }
  const query = params.toString();
  return query ? `?${query}` : '';
}
