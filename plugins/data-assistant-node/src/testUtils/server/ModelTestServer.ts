import { EventEmitter, once } from 'node:events';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import {
  ModelFault,
  ModelReply,
  ModelScript,
  ModelTestOutcome,
  ModelTestRequest,
} from './ModelReply';
import { sendError, sendJson, sendReply } from './sendReply';

const CHAT_PATH =
  /^\/(?:v1|openai\/v1|openai\/deployments\/[^/]+)\/chat\/completions$/;
const MODELS_PATH = /^\/(?:v1|openai\/v1|openai)\/models(?:\/(.+))?$/;

/** @public */
export interface ModelTestServerOptions {
  /** What completions get. Requests past the end of a list are refused with 400. */
  script?: ModelScript;
  /** The models it knows; default: `test-model`. Completions are given whatever the model. */
  models?: string[];
  /** Off: as servers that list their models and know no `/models/<id>`. Default: on. */
  modelById?: boolean;
  /** What `/models` and `/models/<id>` do wrong. */
  modelsFault?: Extract<ModelFault, { kind: 'status' | 'never-answers' }>;
  /** Whether requests are kept; default: on. Off for load. */
  record?: boolean;
}

/**
 * A server on loopback that speaks as much of the OpenAI API as a model provider needs, plays a script instead of a
 * model, and misbehaves as told. It answers at once and has no timers but those that a reply asks for.
 * @public
 */
export class ModelTestServer {
  static async start(
    options: ModelTestServerOptions = {},
  ): Promise<ModelTestServer> {
    const server = new ModelTestServer(options);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  /** May be set anew at any time; a list then starts from its beginning. */
  get script(): ModelScript {
    return this.#script;
  }

  set script(script: ModelScript) {
    this.#script = script;
    this.#played = 0;
  }

  /** All requests for completions so far, unless `record` is off. */
  readonly requests: ModelTestRequest[] = [];
  modelsFault: ModelTestServerOptions['modelsFault'];
  #script: ModelScript;
  #played = 0;
  #received = 0;
  #calls = 0;
  #connections = 0;
  #openExchanges = 0;
  readonly #options: ModelTestServerOptions;
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #server: Server;

  private constructor(options: ModelTestServerOptions) {
    this.#options = options;
    this.#script = options.script ?? [];
    this.modelsFault = options.modelsFault;
    this.#server = createServer((request, response) =>
      this.#serve(request, response),
    );
    this.#server.on('connection', socket => {
      this.#connections++;
      socket.on('close', () => this.#connections--);
    });
  }

  /** Up to and with the version, as `dataAssistant.openai.baseUrl` takes it. */
  get baseUrl(): string {
    return `${this.origin}/v1`;
  }

  get origin(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Requests for completions so far, kept or not. */
  get received(): number {
    return this.#received;
  }

  /** Idle ones, which clients keep for later, included. */
  get openConnections(): number {
    return this.#connections;
  }

  /** Completions that are not over. */
  get openExchanges(): number {
    return this.#openExchanges;
  }

  /** The n-th request for a completion, once it is there; `record` must be on. */
  async request(n: number): Promise<ModelTestRequest> {
    while (this.requests.length < n) {
      await once(this.#events, 'request');
    }
    return this.requests[n - 1];
  }

  /** Ends whatever is open. */
  async close(): Promise<void> {
    if (this.#server.listening) {
      const closed = once(this.#server, 'close');
      this.#server.close();
      this.#server.closeAllConnections();
      await closed;
    }
  }

  async #serve(
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const path = (incoming.url ?? '').split('?')[0];
    const ofModels = MODELS_PATH.exec(path);
    if (incoming.method === 'GET' && ofModels) {
      this.#serveModels(response, ofModels[1]);
      return;
    }
    if (incoming.method !== 'POST' || !CHAT_PATH.test(path)) {
      sendError(response, 404, `Unknown: ${incoming.method} ${path}`);
      return;
    }
    const gone = new AbortController();
    let dropped = false;
    this.#openExchanges++;
    const ended = new Promise<ModelTestOutcome>(resolve =>
      response.once('close', () => {
        this.#openExchanges--;
        gone.abort();
        const unfinished = dropped ? 'dropped' : 'hung-up';
        resolve(response.writableFinished ? 'answered' : unfinished);
      }),
    );
    try {
      const text = await readText(incoming);
      const request: ModelTestRequest = {
        n: ++this.#received,
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: JSON.parse(text),
        bytes: text.length,
        ended,
      };
      if (this.#options.record !== false) {
        this.requests.push(request);
        this.#events.emit('request');
      }
      const reply = await this.#replyTo(request);
      dropped = reply.fault?.kind === 'drops';
      await sendReply({
        reply,
        request,
        response,
        newCallId: () => `call_${++this.#calls}`,
        signal: gone.signal,
      });
    } catch (error) {
      if (gone.signal.aborted) {
        return;
      }
      if (response.headersSent) {
        response.destroy();
      } else {
        // Neither retried nor taken for a misbehaviour: what went wrong here is the test.
        sendError(response, 400, `The test server cannot reply: ${error}`);
      }
    }
  }

  async #replyTo(request: ModelTestRequest): Promise<ModelReply> {
    if (typeof this.#script === 'function') {
      return this.#script(request);
    }
    const reply = this.#script[this.#played++];
    if (!reply) {
      throw new Error(
        `the script has ${this.#script.length} replies, and this is request ${
          this.#played
        }`,
      );
    }
    return reply;
  }

  #serveModels(response: ServerResponse, id: string | undefined): void {
    const { models = ['test-model'], modelById = true } = this.#options;
    const known = models.find(
      model => id === model || id === encodeURIComponent(model),
    );
    const describe = (model: string) => ({
      id: model,
      object: 'model',
      created: 0,
      owned_by: 'test',
    });
    if (this.modelsFault?.kind === 'never-answers') {
      return;
    }
    if (this.modelsFault) {
      const { status, message = 'error', headers } = this.modelsFault;
      sendError(response, status, message, headers);
    } else if (id === undefined) {
      sendJson(response, { object: 'list', data: models.map(describe) });
    } else if (modelById && known !== undefined) {
      sendJson(response, describe(known));
    } else {
      sendError(response, 404, 'Not found');
    }
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  return text;
}
