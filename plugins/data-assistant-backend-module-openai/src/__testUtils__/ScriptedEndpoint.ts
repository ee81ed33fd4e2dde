import { once } from 'node:events';
import { createServer, IncomingHttpHeaders, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

/** What `POST /v1/embeddings` got. */
export interface EmbeddingRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: {
    model: string;
    input: string[];
    encoding_format?: string;
    dimensions?: number;
  };
}

type Reply = (response: ServerResponse, request: EmbeddingRequest) => void;

/** A vector that tells which text it is of: its length in the first place. */
export const vectorOf = (text: string) => [text.length, 1, 0.5];

export const toBase64 = (vector: number[]) =>
  Buffer.from(Float32Array.from(vector).buffer).toString('base64');

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
) {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** An answer with these embeddings, in order. */
export const answerOf = (embeddings: unknown[]) => ({
  object: 'list',
  model: 'm',
  data: embeddings.map((embedding, index) => ({
    object: 'embedding',
    index,
    embedding,
  })),
  usage: { prompt_tokens: 1, total_tokens: 1 },
});

export const replyRight: Reply = (response, { body }) =>
  sendJson(
    response,
    answerOf(
      body.input.map(text =>
        body.encoding_format === 'base64'
          ? toBase64(vectorOf(text))
          : vectorOf(text),
      ),
    ),
  );

/** A server on loopback that speaks the embeddings API, and misbehaves as told. */
export class ScriptedEndpoint {
  static async start(): Promise<ScriptedEndpoint> {
    const endpoint = new ScriptedEndpoint();
    endpoint.#server.listen(0, '127.0.0.1');
    await once(endpoint.#server, 'listening');
    return endpoint;
  }

  readonly requests: EmbeddingRequest[] = [];
  /** What the next requests get, one each; right answers follow. */
  script: Reply[] = [];
  readonly #server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) {
      text += chunk;
    }
    const received = {
      path: request.url ?? '',
      headers: request.headers,
      body: JSON.parse(text || '{}'),
    };
    this.requests.push(received);
    (this.script.shift() ?? replyRight)(response, received);
  });

  get baseUrl(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/v1`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) {
      this.#server.close();
      await once(this.#server, 'close');
    }
  }
}
