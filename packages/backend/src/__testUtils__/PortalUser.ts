import {
  AskResponse,
  DataAssistantClient,
  Run,
  RunEvent,
} from '@cairn/backstage-plugin-data-assistant-common';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PortalReply } from './PortalReply';

const ROOT = join(__dirname, '..', '..', '..', '..');
const STACK = /(?:\n|\\n)\s+at \S|node:internal|\.tsx?:\d+/;

/** @throws Error when a response says what only the machine and its administrator should know */
function refuseLeaks(text: string): void {
  for (const secret of [
    ROOT,
    tmpdir(),
    '.duckdb',
    'node_modules',
    '127.0.0.1:5432',
  ]) {
    if (text.includes(secret)) {
      throw new Error(`A response names '${secret}': ${text.slice(0, 2_000)}`);
    }
  }
  if (STACK.test(text)) {
    throw new Error(`A response has a stack trace: ${text.slice(0, 2_000)}`);
  }
}

/** Somebody who is signed in to a portal. Every response is searched for paths and stack traces. */
export class PortalUser {
  readonly #baseUrl: string;
  readonly token: string;
  readonly client: DataAssistantClient;

  constructor(options: { baseUrl: string; token: string }) {
    this.#baseUrl = options.baseUrl;
    this.token = options.token;
    this.client = new DataAssistantClient({
      discoveryApi: {
        getBaseUrl: async plugin => `${this.#baseUrl}/api/${plugin}`,
      },
      fetchApi: { fetch: (input, init) => this.#fetch(String(input), init) },
    });
  }

  /** `path` is below the plugin's API. A body that is no text or bytes is sent as JSON. */
  async send<Body = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<PortalReply<Body>> {
    const { body, headers } = options;
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await this.#fetch(
      `${this.#baseUrl}/api/data-assistant${path}`,
      {
        method,
        headers: { 'Content-Type': 'application/json', ...headers },
        body:
          isRaw || body === undefined ? (body as string) : JSON.stringify(body),
      },
    );
    const text = await response.text();
    refuseLeaks(text);
    return new PortalReply(response, text);
  }

  ask(question: unknown, cluster?: string): Promise<PortalReply<AskResponse>> {
    return this.send('POST', '/ask', {
      body: { question, ...(cluster && { cluster }) },
    });
  }

  /** Posts a question into a conversation, and what comes back is the run. */
  post(
    conversationId: string,
    question: string,
    idempotencyKey: string,
  ): Promise<PortalReply<Run>> {
    return this.send('POST', `/conversations/${conversationId}/messages`, {
      body: { question },
      headers: { 'Idempotency-Key': idempotencyKey },
    });
  }

  /** The journal of a run, without drafts, from an event on, until its end or until `enough` of it. */
  async follow(
    runId: string,
    options: {
      lastEventId?: number;
      enough?: (event: RunEvent) => boolean;
    } = {},
  ): Promise<RunEvent[]> {
    const { lastEventId, enough } = options;
    const abort = new AbortController();
    const events: RunEvent[] = [];
    for await (const event of this.client.streamRun(runId, {
      lastEventId,
      signal: abort.signal,
    })) {
      refuseLeaks(JSON.stringify(event));
      if (event.type === 'draft') {
        continue;
      }
      events.push(event);
      if (enough?.(event)) {
        abort.abort();
        break;
      }
    }
    return events;
  }

  async #fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${this.token}`);
    const response = await fetch(url, { ...init, headers });
    // A stream is searched event by event, by whoever follows it.
    if (!response.headers.get('content-type')?.includes('event-stream')) {
      refuseLeaks(await response.clone().text());
    }
    return response;
  }
}
