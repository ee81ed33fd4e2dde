import { setTimeout as wait } from 'node:timers/promises';
import { EndpointCircuit, LeftAloneFailure } from './EndpointCircuit';
import {
  EndpointFailure,
  failureOfAbort,
  toEndpointFailure,
} from './EndpointFailure';

const ATTEMPTS = 3;
/** Before the second attempt; doubled before each further one, and jittered down to half of it. */
const FIRST_PAUSE_MS = 200;
/** Longer pauses are not waited for: the call fails, and its caller comes back when it likes. */
const LONGEST_PAUSE_MS = 20_000;
const LONGEST_URGENT_PAUSE_MS = 250;
/** Of what `Retry-After` asks for; nobody is there to end a silence that was meant otherwise. */
const LONGEST_SILENCE_MS = 10 * 60_000;

const RETRIED = new Set(['unavailable', 'timeout', 'rate-limited']);

export interface CallOptions {
  signal?: AbortSignal;
  /** Somebody waits: rather fail at once than wait for another try. */
  urgent?: boolean;
}

/**
 * Calls one endpoint with a time limit for each attempt, further attempts with growing pauses, heed of
 * `Retry-After`, and a circuit breaker that all calls share.
 */
export class EndpointCaller {
  static create(options: {
    /** For one attempt; left out where attempts keep to limits of their own. */
    timeoutMs?: number;
    /** 0 to 1. */
    random?: () => number;
  }): EndpointCaller {
    return new EndpointCaller(options.timeoutMs, options.random ?? Math.random);
  }

  readonly #timeoutMs?: number;
  readonly #random: () => number;
  readonly #circuit = EndpointCircuit.create();
  /** Moment until which `Retry-After` asks for silence; milliseconds since 1970. */
  #silentUntil = 0;

  private constructor(timeoutMs: number | undefined, random: () => number) {
    this.#timeoutMs = timeoutMs;
    this.#random = random;
  }

  /** @throws EndpointFailure */
  async call<T>(
    work: (signal: AbortSignal) => Promise<T>,
    options: CallOptions = {},
  ): Promise<T> {
    const longest = options.urgent ? LONGEST_URGENT_PAUSE_MS : LONGEST_PAUSE_MS;
    for (let attempt = 1; ; attempt++) {
      await this.#keepSilence(longest, options.signal);
      try {
        return await this.#circuit.run(
          () => this.#attempt(work, options),
          options.signal,
        );
      } catch (failure) {
        const pause =
          FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + this.#random() / 2);
        if (
          !(failure instanceof EndpointFailure) ||
          failure instanceof LeftAloneFailure ||
          attempt === ATTEMPTS ||
          failure.begun ||
          !RETRIED.has(failure.code) ||
          pause > longest ||
          options.signal?.aborted
        ) {
          throw failure;
        }
        await pauseFor(pause, options.signal);
      }
    }
  }

  async #attempt<T>(
    work: (signal: AbortSignal) => Promise<T>,
    { signal }: CallOptions,
  ): Promise<T> {
    const both = AbortSignal.any([
      ...(signal ? [signal] : []),
      ...(this.#timeoutMs ? [AbortSignal.timeout(this.#timeoutMs)] : []),
    ]);
    try {
      return await work(both);
    } catch (error) {
      const failure = toEndpointFailure(error, both);
      if (failure.retryAfterMs !== undefined) {
        this.#silentUntil = Math.max(
          this.#silentUntil,
          Date.now() + Math.min(failure.retryAfterMs, LONGEST_SILENCE_MS),
        );
      }
      throw failure;
    }
  }

  async #keepSilence(longest: number, signal?: AbortSignal): Promise<void> {
    const left = this.#silentUntil - Date.now();
    if (left <= 0) {
      return;
    }
    if (left > longest) {
      throw new EndpointFailure(
        'rate-limited',
        `The endpoint asked to be left alone for another ${Math.ceil(
          left / 1_000,
        )} s`,
        { retryAfterMs: left },
      );
    }
    await pauseFor(left, signal);
  }
}

async function pauseFor(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    throw signal?.aborted ? failureOfAbort(signal) : error;
  }
}
