import { once } from 'node:events';
import { createServer, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { meaningOf } from './meaningOf';

/** Answers, or does not, in another way than right. */
export type Fault = (response: ServerResponse, vectors: number[][]) => void;

export function send(
  response: ServerResponse,
  body: unknown,
  options: { status?: number; headers?: Record<string, string> } = {},
) {
  response
    .writeHead(options.status ?? 200, {
      'content-type': 'application/json',
      ...options.headers,
    })
    .end(typeof body === 'string' ? body : JSON.stringify(body));
}

export const answerOf = (embeddings: unknown[]) => ({
  data: embeddings.map((embedding, index) => ({ index, embedding })),
});

const toBase64 = (vector: number[]) =>
  Buffer.from(Float32Array.from(vector).buffer).toString('base64');

/** An OpenAI-compatible endpoint on loopback; its model knows synonyms. */
export class MeaningEndpoint {
  static async start(): Promise<MeaningEndpoint> {
    const endpoint = new MeaningEndpoint();
    endpoint.#server.listen(0, '127.0.0.1');
    await once(endpoint.#server, 'listening');
    const { port } = endpoint.#server.address() as AddressInfo;
    endpoint.baseUrl = `http://127.0.0.1:${port}/v1`;
    return endpoint;
  }

  baseUrl = '';
  fault: Fault | undefined;
  /** All texts that it got. */
  readonly texts: string[] = [];
  readonly #server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) {
      text += chunk;
    }
    const { input, encoding_format } = JSON.parse(text);
    this.texts.push(...input);
    const vectors = input.map((each: string) => meaningOf(each));
    if (this.fault) {
      this.fault(response, vectors);
    } else {
      send(
        response,
        answerOf(
          encoding_format === 'base64' ? vectors.map(toBase64) : vectors,
        ),
      );
    }
  });

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) {
      this.#server.close();
      await once(this.#server, 'close');
    }
  }
}
