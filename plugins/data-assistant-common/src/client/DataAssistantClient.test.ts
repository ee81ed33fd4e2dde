/** @jest-environment node */
import { once } from 'node:events';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { RunStreamItem } from '../conversation';
import { DataAssistantClient } from './DataAssistantClient';

const journal: RunStreamItem[] = [
  { seq: 1, type: 'status', data: { status: 'running', attempt: 1 } },
  { seq: 2, type: 'step', data: { n: 1, kind: 'route', title: 'Looked' } },
  { seq: 3, type: 'step', data: { n: 2, kind: 'query', title: 'Asked' } },
  { seq: 4, type: 'status', data: { status: 'done', attempt: 1 } },
];

function wire(event: RunStreamItem): string {
  return `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(
    event.data,
  )}\n\n`;
}

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

describe('DataAssistantClient', () => {
  let server: Server;
  let handlers: Handler[];
  let requests: { method?: string; url?: string; lastEventId?: string }[];
  let client: DataAssistantClient;

  beforeEach(async () => {
    handlers = [];
    requests = [];
    server = createServer((req, res) => {
      requests.push({
        method: req.method,
        url: req.url,
        lastEventId: req.headers['last-event-id'] as string | undefined,
      });
      const handler = handlers.shift();
      if (handler) {
        handler(req, res);
      } else {
        res.writeHead(418).end();
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    client = new DataAssistantClient({
      discoveryApi: {
        getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      },
      fetchApi: { fetch },
      streamTiming: {
        firstDelayMs: 1,
        maxDelayMs: 4,
        maxFailures: 3,
        idleTimeoutMs: 60,
      },
    });
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const stream =
    (text: string, end: (res: ServerResponse) => void): Handler =>
    (_req, res) => {
      res.writeHead(200, { 'Content-Type': 'text/event-stream' });
      res.write(text, () => end(res));
    };
  const close = (res: ServerResponse) => res.end();
  const breakOff = (res: ServerResponse) => res.destroy();
  const json =
    (body: unknown, status = 200): Handler =>
    (_req, res) =>
      res
        .writeHead(status, { 'Content-Type': 'application/json' })
        .end(JSON.stringify(body));

  const failure = (statusCode: number, name: string, message: string) =>
    json({ error: { name, message }, response: { statusCode } }, statusCode);

  async function collect(lastEventId?: number, signal?: AbortSignal) {
    const events: RunStreamItem[] = [];
    for await (const event of client.streamRun('r/1', {
      lastEventId,
      signal,
    })) {
      events.push(event);
    }
    return events;
  }

  it('yields each event once over broken, repeated and restarted connections', async () => {
    handlers.push(
      // Broken off in the middle of the third event.
      stream(
        wire(journal[0]) + wire(journal[1]) + wire(journal[2]).slice(0, 20),
        breakOff,
      ),
      failure(503, 'Error', 'starting'),
      (_, response) => response.writeHead(404).end(),
      // Repeats what the reader has, then tells it to come back.
      stream(
        `: heartbeat\n\n${wire(journal[1])}${wire(
          journal[2],
        )}event: reconnect\ndata: {}\n\n`,
        () => undefined,
      ),
      stream(wire(journal[3]), () => undefined),
    );

    await expect(collect()).resolves.toEqual(journal);
    expect(requests.map(request => request.lastEventId)).toEqual([
      undefined,
      '2',
      '2',
      '2',
      '3',
    ]);
    expect(requests[0].url).toBe('/api/data-assistant/runs/r%2F1/events');
  });

  it('counts a silent connection as dead', async () => {
    handlers.push(
      stream(wire(journal[0]), () => undefined),
      stream(journal.slice(1).map(wire).join(''), close),
    );
    await expect(collect()).resolves.toEqual(journal);
  });

  it('ends when the caller has the final event already', async () => {
    handlers.push(
      stream('', close),
      json({ id: 'r/1', status: 'done' }),
      stream('', close),
    );
    await expect(collect(4)).resolves.toEqual([]);
    expect(requests.map(request => request.url)).toEqual([
      '/api/data-assistant/runs/r%2F1/events',
      '/api/data-assistant/runs/r%2F1',
      '/api/data-assistant/runs/r%2F1/events',
    ]);
  });

  it('gives up after the bound, and at once on what another attempt would not mend', async () => {
    handlers.push(
      ...Array.from({ length: 4 }, () =>
        failure(503, 'ServiceUnavailableError', 'x'),
      ),
    );
    await expect(collect()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 503,
    });
    expect(requests).toHaveLength(4);

    requests.length = 0;
    handlers.push(failure(404, 'NotFoundError', 'No such run'));
    await expect(collect()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      cause: { name: 'NotFoundError', message: 'No such run' },
    });
    expect(requests).toHaveLength(1);
  });

  it.each(['abort', 'break'])(
    'ends quietly and closes the connection on %s',
    async how => {
      const controller = new AbortController();
      const closed = new Promise<void>(resolve => {
        handlers.push((req, res) => {
          req.on('close', resolve);
          stream(wire(journal[0]), () => undefined)(req, res);
        });
      });
      const seen: RunStreamItem[] = [];
      for await (const event of client.streamRun('r/1', {
        signal: controller.signal,
      })) {
        seen.push(event);
        if (how === 'break') {
          break;
        }
        controller.abort();
      }
      expect(seen).toEqual([journal[0]]);
      await closed;
    },
  );

  it('yields drafts where they come, and asks for what follows the last event', async () => {
    const draft = (title: string) =>
      `event: draft\ndata: ${JSON.stringify({ title })}\n\n`;
    handlers.push(
      stream(draft('First') + wire(journal[0]) + draft('Second'), breakOff),
      stream(draft('Third') + journal.slice(1).map(wire).join(''), close),
    );
    expect(await collect()).toEqual([
      { type: 'draft', data: { title: 'First' } },
      journal[0],
      { type: 'draft', data: { title: 'Second' } },
      { type: 'draft', data: { title: 'Third' } },
      ...journal.slice(1),
    ]);
    expect(requests[1].lastEventId).toBe('1');
  });

  it('sends what the API describes and rejects with its errors', async () => {
    const bodies: unknown[] = [];
    const keys: unknown[] = [];
    const record: Handler = (req, res) => {
      let text = '';
      req.setEncoding('utf8');
      req.on('data', chunk => (text += chunk));
      req.on('end', () => {
        bodies.push(text ? JSON.parse(text) : undefined);
        keys.push(req.headers['idempotency-key']);
        json({ id: 'x' })(req, res);
      });
    };
    handlers.push(record, record, record, record, record);
    await client.listClusters({ owner: 'group:default/a', search: 'pod & x' });
    await client.getCluster('resource:default/podcasts');
    await client.postMessage('c1', {
      question: 'How many?',
      cluster: 'podcasts',
      idempotencyKey: 'k1',
    });
    await client.sendFeedback('r1', { rating: 'down', text: 'no' });
    await client.replyToRun('r/1', { n: 2, text: 'all' });

    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /api/data-assistant/clusters?owner=group%3Adefault%2Fa&search=pod+%26+x',
      'GET /api/data-assistant/clusters/resource%3Adefault%2Fpodcasts',
      'POST /api/data-assistant/conversations/c1/messages',
      'PUT /api/data-assistant/runs/r1/feedback',
      'POST /api/data-assistant/runs/r%2F1/replies',
    ]);
    expect(bodies).toEqual([
      undefined,
      undefined,
      { question: 'How many?', cluster: 'podcasts' },
      { rating: 'down', text: 'no' },
      { n: 2, text: 'all' },
    ]);
    expect(keys[2]).toBe('k1');

    handlers.push(failure(400, 'InputError', 'Too long'), (_req, res) =>
      res.writeHead(204).end(),
    );
    await expect(client.ask({ question: 'x' })).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 400,
      cause: { name: 'InputError', message: 'Too long' },
    });
    await expect(client.deleteConversation('c1')).resolves.toBeUndefined();
  });
});
