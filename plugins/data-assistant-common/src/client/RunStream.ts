import { isError, ResponseError } from '@backstage/errors';
import { Run, RunEvent, RunStatus, RunStreamItem } from '../conversation';
import { readEventStream } from './readEventStream';

const IDLE_TIMEOUT_MS = 45_000;
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 5_000;
const MAX_FAILURES = 10;

/** Statuses of a server or proxy that is busy or going away, and may answer a moment later. */
const RETRIED_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504]);

const EVENT_TYPES: ReadonlySet<string> = new Set<RunEvent['type']>([
  'status',
  'step',
  'question',
  'reply',
  'answer',
  'error',
  'reset',
]);

/** How a {@link DataAssistantApi.streamRun} waits; times in milliseconds. @public */
export interface RunStreamTiming {
  /** Without a byte for so long, the connection counts as dead. The server sends a heartbeat every 15 s. */
  idleTimeoutMs?: number;
  /** Delay before the first reconnection; doubles with every failure in a row. */
  firstDelayMs?: number;
  maxDelayMs?: number;
  /** Failures in a row, without any event between them, after which the stream rejects. */
  maxFailures?: number;
}

function isFinal(status: RunStatus): boolean {
  return status === 'done' || status === 'failed' || status === 'cancelled';
}

/** Reads the journal of one run over as many connections as it takes, each event exactly once. */
export class RunStream {
  readonly #connect: (
    lastEventId: number,
    signal: AbortSignal,
  ) => Promise<Response>;
  readonly #getRun: () => Promise<Run>;
  readonly #timing: Required<RunStreamTiming>;
  readonly #signal?: AbortSignal;
  #lastEventId: number;

  constructor(options: {
    connect: (lastEventId: number, signal: AbortSignal) => Promise<Response>;
    getRun: () => Promise<Run>;
    lastEventId?: number;
    signal?: AbortSignal;
    timing?: RunStreamTiming;
  }) {
    this.#connect = options.connect;
    this.#getRun = options.getRun;
    this.#lastEventId = options.lastEventId ?? 0;
    this.#signal = options.signal;
    this.#timing = {
      idleTimeoutMs: options.timing?.idleTimeoutMs ?? IDLE_TIMEOUT_MS,
      firstDelayMs: options.timing?.firstDelayMs ?? FIRST_DELAY_MS,
      maxDelayMs: options.timing?.maxDelayMs ?? MAX_DELAY_MS,
      maxFailures: options.timing?.maxFailures ?? MAX_FAILURES,
    };
  }

  async *events(): AsyncGenerator<RunStreamItem> {
    let failures = 0;
    let knownFinal = false;
    while (!this.#signal?.aborted) {
      const before = this.#lastEventId;
      let closedCleanly = false;
      try {
        for await (const event of this.#readConnection()) {
          yield event;
          if (event.type === 'status' && isFinal(event.data.status)) {
            return;
          }
        }
        closedCleanly = true;
        if (this.#lastEventId === before) {
          if (knownFinal) {
            return;
          }
          // Nothing new: either the server went away, or the caller had the final event already.
          knownFinal = isFinal((await this.#getRun()).status);
        }
      } catch (error) {
        if (this.#signal?.aborted) {
          return;
        }
        if (!isTransient(error) || failures >= this.#timing.maxFailures) {
          throw error;
        }
      }
      if (this.#lastEventId > before) {
        failures = 0;
      }
      if (!(closedCleanly && knownFinal)) {
        await this.#delay(failures);
        failures += 1;
      }
    }
  }

  async *#readConnection(): AsyncGenerator<RunStreamItem> {
    const connection = new AbortController();
    const abort = () => connection.abort();
    this.#signal?.addEventListener('abort', abort, { once: true });
    try {
      const response = await this.#connect(
        this.#lastEventId,
        connection.signal,
      );
      if (!response.ok) {
        throw await ResponseError.fromResponse(response);
      }
      if (!response.body) {
        throw new TypeError('The response has no body to stream from');
      }
      for await (const message of readEventStream({
        body: response.body,
        idleTimeoutMs: this.#timing.idleTimeoutMs,
        onIdle: abort,
      })) {
        if (message.event === 'reconnect') {
          return;
        }
        if (message.event === 'draft') {
          yield { type: 'draft', data: JSON.parse(message.data) };
          continue;
        }
        const seq = Number(message.id);
        if (
          EVENT_TYPES.has(message.event ?? '') &&
          Number.isSafeInteger(seq) &&
          seq > this.#lastEventId
        ) {
          this.#lastEventId = seq;
          yield {
            seq,
            type: message.event,
            data: JSON.parse(message.data),
          } as RunEvent;
        }
      }
    } finally {
      this.#signal?.removeEventListener('abort', abort);
      connection.abort();
    }
  }

  #delay(failures: number): Promise<void> {
    const { firstDelayMs, maxDelayMs } = this.#timing;
    const bound = Math.min(maxDelayMs, firstDelayMs * 2 ** failures);
    // Half fixed, half random, so that the readers of a restarted server do not come back at one moment.
    const ms = bound / 2 + (Math.random() * bound) / 2;
    return new Promise(resolve => {
      const onAbort = () => resolve();
      this.#signal?.addEventListener('abort', onAbort, { once: true });
      setTimeout(() => {
        this.#signal?.removeEventListener('abort', onAbort);
        resolve();
      }, ms);
    });
  }
}

function isTransient(error: unknown): boolean {
  if (error instanceof ResponseError) {
    return (
      RETRIED_STATUSES.has(error.statusCode) ||
      // A backend that starts knows none of its paths yet; the plugin itself says what it did not find.
      (error.statusCode === 404 && error.cause.name !== 'NotFoundError')
    );
  }
  // What fetch and its body reject with when a connection breaks, by name: the classes may be another realm's.
  return (
    isError(error) &&
    (error.name === 'TypeError' || error.name === 'AbortError')
  );
}
