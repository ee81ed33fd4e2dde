import { once } from 'node:events';
import { createServer, request, Server, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { RunEvent } from '@cairn/backstage-plugin-data-assistant-common';
import express, { type Response } from 'express';
import PromiseRouter from 'express-promise-router';
import { hangUpMeanwhile } from './__testUtils__/hangUpMeanwhile';
import { createErrorHandler } from './createErrorHandler';
import { RunEventStreams } from './RunEventStreams';

const step = (seq: number): RunEvent => ({
  seq,
  type: 'step',
  data: { n: seq, kind: 'route', title: `Step ${seq}` },
});

const wired = (seq: number) =>
  `id: ${seq}\nevent: step\ndata: {"n":${seq},"kind":"route","title":"Step ${seq}"}\n\n`;

/** Reads a response until it has the text. */
async function readUntil(res: IncomingMessage, text: string): Promise<string> {
  let seen = '';
  res.setEncoding('utf8');
  for await (const chunk of res.iterator({ destroyOnReturn: false })) {
    seen += chunk;
    if (seen.includes(text)) {
      return seen;
    }
  }
  return seen;
}

describe('RunEventStreams', () => {
  const logger = mockServices.logger.mock();
  let streams: RunEventStreams;
  let server: Server;
  let open: (signal: AbortSignal) => Promise<AsyncIterable<RunEvent>>;
  let response: Response;
  let served: Promise<void>;

  const get = async () => {
    const { port } = server.address() as AddressInfo;
    const req = request({
      port,
      host: '127.0.0.1',
      headers: { 'Accept-Encoding': 'gzip' },
    });
    req.end();
    const [res] = (await once(req, 'response')) as [IncomingMessage];
    return res;
  };

  beforeEach(async () => {
    jest.resetAllMocks();
    logger.child.mockReturnValue(logger);
    streams = RunEventStreams.create({
      logger,
      heartbeatMs: 10,
      maxPerCaller: 2,
    });
    const app = express();
    // The portal's root router compresses whatever does not object.
    const config = mockServices.rootConfig();
    app.use(MiddlewareFactory.create({ config, logger }).compression());
    app.get('/', (_req, res, next) => {
      response = res;
      served = streams.serve({
        callerRef: 'user:default/a',
        res,
        open: s => open(s),
      });
      served.catch(next);
    });
    app.use(createErrorHandler({ logger }));
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  /** Yields the given events, then waits for the end of the stream. */
  const endless =
    (ended?: () => void, ...seqs: number[]) =>
    async (signal: AbortSignal) =>
      (async function* events() {
        for (const seq of seqs) {
          yield step(seq);
        }
        if (!signal.aborted) {
          await once(signal, 'abort');
        }
        ended?.();
      })();

  it('writes events as they come, uncompressed, and ends with them', async () => {
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    open = async () =>
      (async function* events() {
        yield step(1);
        await held;
        yield step(2);
      })();
    const res = await get();
    expect(res.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(res.headers['content-encoding']).toBeUndefined();
    expect(await readUntil(res, 'Step 1"}\n\n')).toBe(wired(1));
    expect(await readUntil(res, ': heartbeat\n\n')).toMatch(/^: heartbeat/);
    release();
    expect(
      (await readUntil(res, 'never')).replace(/: heartbeat\n\n/g, ''),
    ).toBe(wired(2));
  });

  it('ends the source when the reader goes away, and frees its place', async () => {
    const ended: Promise<void>[] = [];
    open = signal => {
      let tell = () => {};
      ended.push(
        new Promise<void>(resolve => {
          tell = resolve;
        }),
      );
      return endless(tell, 1)(signal);
    };
    const first = await get();
    const second = await get();
    const third = await get();
    expect(third.statusCode).toBe(429);
    expect(third.headers['retry-after']).toBe('5');
    expect(JSON.parse(await readUntil(third, 'never'))).toMatchObject({
      error: { name: 'TooManyRequestsError' },
      response: { statusCode: 429 },
    });

    first.destroy();
    await ended[0];
    const fourth = await get();
    expect(fourth.statusCode).toBe(200);
    second.destroy();
    fourth.destroy();
    await Promise.all(ended);
  });

  it('opens nothing for a reader who left before it was known who they are', async () => {
    const opened = jest.fn(endless());
    await hangUpMeanwhile(
      httpAuth => {
        const router = PromiseRouter();
        router.post('/', async (req, res) => {
          await httpAuth.credentials(req);
          await streams.serve({
            callerRef: 'user:default/a',
            res,
            open: opened,
          });
        });
        return router;
      },
      { path: '/', body: {} },
    );
    expect(opened).not.toHaveBeenCalled();
  });

  it('waits no longer for a reader who reads nothing once they have left', async () => {
    const full = new Promise<void>(resolve => {
      open = async () => {
        const write = response.write.bind(response) as (
          chunk: string,
        ) => boolean;
        response.write = (chunk: string) => {
          const goesOn = write(chunk);
          if (!goesOn) {
            resolve();
          }
          return goesOn;
        };
        return (async function* events() {
          for (let seq = 1; ; seq++) {
            yield step(seq);
          }
        })();
      };
    });
    const res = await get();
    await full;
    res.destroy();
    await expect(served).resolves.toBeUndefined();
  });

  it('sends readers away with `reconnect` on shutdown, and lets no other in', async () => {
    open = endless(undefined, 1);
    const res = await get();
    expect(await readUntil(res, wired(1))).toContain(wired(1));
    streams.close();
    expect(await readUntil(res, 'never')).toMatch(
      /event: reconnect\ndata: \{\}\n\n$/,
    );
    expect((await get()).statusCode).toBe(503);
  });

  it('answers as JSON what fails before the first byte, and with `reconnect` what fails later', async () => {
    open = async () => {
      throw new NotFoundError("There is no run 'x'");
    };
    const refused = await get();
    expect(refused.statusCode).toBe(404);
    expect(refused.headers['content-type']).toMatch('application/json');

    open = async () =>
      (async function* events() {
        yield step(1);
        throw new Error('connect ECONNREFUSED 10.0.0.1:5432');
      })();
    const broken = await get();
    expect(await readUntil(broken, 'never')).toBe(
      `${wired(1)}event: reconnect\ndata: {}\n\n`,
    );
    expect(logger.error).toHaveBeenCalledWith(
      'A run could not be streamed on',
      expect.objectContaining({
        message: 'connect ECONNREFUSED 10.0.0.1:5432',
      }),
    );
  });
});
