/** One user at a backend, over plain HTTP: as little work as can be, because the load shares the machine. */
import { Agent, request } from 'node:http';
import { randomUUID } from 'node:crypto';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const streamAgent = new Agent({ keepAlive: false, maxSockets: Infinity });
const PATH = '/api/data-assistant';

export class HttpError extends Error {
  constructor(status, body) {
    super(`${status} ${body}`);
    this.status = status;
    this.body = body;
  }
}

function call(baseUrl, { path, method = 'GET', token, body, headers = {} }) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((done, fail) => {
    const sent = request(
      `${baseUrl}${PATH}${path}`,
      {
        agent,
        method,
        timeout: 20_000,
        headers: {
          authorization: `Bearer ${token}`,
          ...(text && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
          }),
          ...headers,
        },
      },
      response => {
        let all = '';
        response.setEncoding('utf8');
        response.on('data', piece => (all += piece));
        response.on('error', fail);
        response.on('end', () =>
          response.statusCode < 300
            ? done(all === '' ? undefined : JSON.parse(all))
            : fail(new HttpError(response.statusCode, all)),
        );
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('No answer in 20 s')));
    sent.on('error', fail);
    sent.end(text);
  });
}

export const readCluster = (baseUrl, token, name) =>
  call(baseUrl, {
    path: `/clusters/${encodeURIComponent(`resource:default/${name}`)}`,
    token,
  });

export const createConversation = (baseUrl, token) =>
  call(baseUrl, { path: '/conversations', method: 'POST', token });

export const postQuestion = (baseUrl, token, { conversation, question, key }) =>
  call(baseUrl, {
    path: `/conversations/${conversation}/messages`,
    method: 'POST',
    token,
    body: { question },
    headers: { 'idempotency-key': key ?? randomUUID() },
  });

/**
 * Follows a run over one connection.
 *
 * @param onEvent gets `{ seq, type, data }` with the data as text; drafts, which have no number, are left out
 * @returns `{ opened, closed, close() }`: `closed` resolves with why it ended: `end`, `reconnect`, or an error
 */
export function followRun(baseUrl, { token, runId, lastEventId = 0, onEvent }) {
  let opened;
  let hangUp;
  const isOpen = new Promise(done => (opened = done));
  const closed = new Promise(done => {
    const sent = request(
      `${baseUrl}${PATH}/runs/${runId}/events`,
      {
        agent: streamAgent,
        headers: {
          authorization: `Bearer ${token}`,
          'last-event-id': String(lastEventId),
        },
      },
      response => {
        if (response.statusCode !== 200) {
          response.resume();
          done(new HttpError(response.statusCode, ''));
          opened(false);
          return;
        }
        opened(true);
        let rest = '';
        let why = 'end';
        response.setEncoding('utf8');
        response.on('data', piece => {
          const parts = (rest + piece).split('\n\n');
          rest = parts.pop();
          for (const part of parts) {
            if (part.startsWith('id: ')) {
              const [id, type, data] = part.split('\n');
              onEvent({
                seq: Number(id.slice(4)),
                type: type.slice(7),
                data: data.slice(6),
              });
            } else if (part.startsWith('event: reconnect')) {
              why = 'reconnect';
            }
          }
        });
        response.on('end', () => done(why));
        response.on('error', done);
        response.on('close', () => done(why));
      },
    );
    sent.on('error', error => {
      opened(false);
      done(error);
    });
    // A paused process says nothing at all, not even a heartbeat, which comes each 15 s.
    sent.setTimeout(25_000, () => sent.destroy(new Error('silent')));
    hangUp = () => sent.destroy();
    sent.end();
  });
  return { opened: isOpen, closed, close: () => hangUp() };
}
