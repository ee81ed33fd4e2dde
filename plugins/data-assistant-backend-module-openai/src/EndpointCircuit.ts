import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  IHalfOpenAfterBackoffContext,
} from 'cockatiel';
import { EndpointFailure, failureOfAbort } from './EndpointFailure';

/** After so many failures in a row the endpoint is left alone for so long; then one call tries it. */
const FAILURES_TO_OPEN = 5;
const OPEN_MS = 30_000;
/** These say nothing of the endpoint's health. */
const HARMLESS = new Set(['bad-input', 'cancelled']);

/** The endpoint was not asked, as it is left alone. */
export class LeftAloneFailure extends EndpointFailure {}

/** A call ended, and nothing is known of the endpoint's health that was not known before. */
class NothingLearnt extends Error {
  constructor(
    readonly failure: EndpointFailure,
    /** Whether the call was the one that tries the endpoint; then the next one does. */
    readonly trying: boolean,
  ) {
    super(failure.message);
  }
}

/** Leaves an endpoint alone that keeps failing. Shared by all calls of the endpoint. */
export class EndpointCircuit {
  static create(): EndpointCircuit {
    return new EndpointCircuit();
  }

  readonly #breaker = circuitBreaker(
    handleWhen(error => !(error instanceof NothingLearnt) || error.trying),
    {
      halfOpenAfter: new DelegateBackoff(
        ({ result }: IHalfOpenAfterBackoffContext) =>
          'error' in result && result.error instanceof NothingLearnt
            ? 0
            : OPEN_MS,
      ),
      breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
    },
  );
  #lastFailure = '';

  private constructor() {}

  /**
   * Does the work, once it is known whether the endpoint answers where another call tries it at the moment. The wait
   * ends when the signal aborts; the work has to heed the signal itself.
   *
   * @throws EndpointFailure, and what the work throws
   */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    let begun = false;
    const ended = this.#breaker.execute(() => {
      begun = true;
      return this.#observe(work, signal);
    });
    try {
      return await unlessAborted(ended, () => !begun, signal);
    } catch (error) {
      throw this.#explain(error);
    }
  }

  async #observe<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const trying = this.#breaker.state === CircuitState.HalfOpen;
    if (signal?.aborted) {
      throw new NothingLearnt(failureOfAbort(signal), trying);
    }
    try {
      return await work();
    } catch (error) {
      if (error instanceof EndpointFailure && HARMLESS.has(error.code)) {
        throw new NothingLearnt(error, trying);
      }
      this.#lastFailure = String((error as Error).message);
      throw error;
    }
  }

  #explain(error: unknown): unknown {
    if (error instanceof NothingLearnt) {
      return error.failure;
    }
    return error instanceof BrokenCircuitError
      ? new LeftAloneFailure(
          'unavailable',
          `The endpoint is left alone for ${
            OPEN_MS / 1_000
          } s after ${FAILURES_TO_OPEN} failures in a row; the last one: ${
            this.#lastFailure
          }`,
          { cause: error },
        )
      : error;
  }
}

/** @throws EndpointFailure when the signal aborts while `waits` */
function unlessAborted<T>(
  promise: Promise<T>,
  waits: () => boolean,
  signal?: AbortSignal,
): Promise<T> {
  if (!signal) {
    return promise;
  }
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      if (waits()) {
        reject(failureOfAbort(signal));
      }
    };
    if (signal.aborted) {
      onAbort();
    }
    signal.addEventListener('abort', onAbort, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
