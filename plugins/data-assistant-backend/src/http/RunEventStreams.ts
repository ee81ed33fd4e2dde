import { once } from 'node:events';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import { RunStreamItem } from '@cairn/backstage-plugin-data-assistant-common';
import type { Response } from 'express';
import { TooManyRequestsError } from '../conversations/TooManyRequestsError';
import { hasHungUp } from './hasHungUp';

const HEARTBEAT_MS = 15_000;
const MAX_PER_CALLER = 20;
const HEARTBEAT = ': heartbeat\n\n';
const RECONNECT = 'event: reconnect\ndata: {}\n\n';

interface OpenStream {
  res: Response;
  controller: AbortController;
}

/** Writes journals as server-sent events, and knows which streams are open. */
export class RunEventStreams {
  static create(options: {
    logger: LoggerService;
    heartbeatMs?: number;
    maxPerCaller?: number;
  }): RunEventStreams {
    return new RunEventStreams(options);
  }

  readonly #logger: LoggerService;
  readonly #heartbeatMs: number;
  readonly #maxPerCaller: number;
  readonly #open = new Map<string, Set<OpenStream>>();
  #closed = false;

  private constructor(options: {
    logger: LoggerService;
    heartbeatMs?: number;
    maxPerCaller?: number;
  }) {
    this.#logger = options.logger;
    this.#heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS;
    this.#maxPerCaller = options.maxPerCaller ?? MAX_PER_CALLER;
  }

  /**
   * Writes events until they end, the reader goes away or the backend does; opens nothing for a reader who has left.
   * What `open` rejects with is passed on while the response is untouched; later failures end the stream with
   * `reconnect`.
   *
   * @throws TooManyRequestsError when the caller has too many streams open
   */
  async serve(options: {
    callerRef: string;
    res: Response;
    open: (signal: AbortSignal) => Promise<AsyncIterable<RunStreamItem>>;
  }): Promise<void> {
    const { callerRef, res, open } = options;
    if (hasHungUp(res)) {
      return;
    }
    const { controller, release } = this.#reserve(callerRef, res);
    const { signal } = controller;
    const hangUp = () => controller.abort();
    res.on('close', hangUp);
    try {
      const events = await open(signal);
      await this.#write(res, events, signal);
    } finally {
      res.off('close', hangUp);
      release();
    }
  }

  /** Ends all streams so that their readers come back, to another replica or after the restart. */
  close(): void {
    this.#closed = true;
    for (const { res, controller } of [...this.#open.values()].flatMap(set => [
      ...set,
    ])) {
      controller.abort();
      if (res.headersSent && !res.writableEnded) {
        res.end(RECONNECT);
      }
    }
  }

  #reserve(callerRef: string, res: Response) {
    if (this.#closed) {
      throw new ServiceUnavailableError('The portal is restarting');
    }
    const streams = this.#open.get(callerRef) ?? new Set();
    if (streams.size >= this.#maxPerCaller) {
      throw new TooManyRequestsError(
        `You follow ${streams.size} answers at the same time already; close some of the pages that do`,
      );
    }
    const stream: OpenStream = { res, controller: new AbortController() };
    streams.add(stream);
    this.#open.set(callerRef, streams);
    const release = () => {
      streams.delete(stream);
      if (streams.size === 0) {
        this.#open.delete(callerRef);
      }
    };
    return { controller: stream.controller, release };
  }

  async #write(
    res: Response,
    events: AsyncIterable<RunStreamItem>,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) {
      throw new ServiceUnavailableError('The portal is restarting');
    }
    res.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // `no-transform` keeps the portal's compression from holding events back.
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    });
    res.flushHeaders();
    const heartbeat = setInterval(() => {
      if (!signal.aborted) {
        res.write(HEARTBEAT);
      }
    }, this.#heartbeatMs);
    try {
      for await (const event of events) {
        if (signal.aborted) {
          break;
        }
        if (!res.write(format(event))) {
          await once(res, 'drain', { signal });
        }
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#logger.error('A run could not be streamed on', toError(error));
        res.write(RECONNECT);
      }
    } finally {
      clearInterval(heartbeat);
      if (!res.writableEnded) {
        res.end();
      }
    }
  }
}

/** A draft has no id, so that a reader who comes back asks for what follows the last event. */
function format(item: RunStreamItem): string {
  const id = item.seq === undefined ? '' : `id: ${item.seq}\n`;
  return `${id}event: ${item.type}\ndata: ${JSON.stringify(item.data)}\n\n`;
}
