import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  EmbeddingProvider,
  ModelEndpointError,
} from '@cairn/backstage-plugin-data-assistant-node';

/** What vectors are wanted for; each is logged on its own, since one may fail without the other. */
export type EmbeddingPurpose = 'question' | 'context';

const LOST = {
  question:
    'Questions are ranked by their words alone, since they get no vector',
  context: 'New texts of the context get no vectors',
};
const REGAINED = {
  question: 'Questions are ranked by meaning again',
  context: 'Texts of the context get vectors again',
};

/** Short and plain: who refuses it refuses whatever is sent. Long enough to be told from the words of an error. */
const PROBE: readonly string[] = ['Is there any data?'];

/** By name, since a module may have come with a copy of the class of its own. */
export function isModelEndpointError(
  error: unknown,
): error is ModelEndpointError {
  return isError(error) && error.name === 'ModelEndpointError';
}

/**
 * The provider of embeddings, with what it gives checked and brought to length 1. A failure is logged when
 * it begins, and its end once more, not each time.
 */
export class Embedder {
  static create(options: {
    provider: EmbeddingProvider;
    logger: LoggerService;
  }): Embedder {
    return new Embedder(options.provider, options.logger);
  }

  readonly #provider: EmbeddingProvider;
  readonly #logger: LoggerService;
  readonly #failing = new Set<EmbeddingPurpose>();
  #dimensions: number | undefined;

  private constructor(provider: EmbeddingProvider, logger: LoggerService) {
    this.#provider = provider;
    this.#logger = logger;
  }

  get model(): string {
    return this.#provider.model;
  }

  /** Length of the vectors; undefined before the first. */
  get dimensions(): number | undefined {
    return this.#dimensions;
  }

  /**
   * One unit vector for each text. It settles when the signal aborts, even if the provider does not.
   *
   * @throws ModelEndpointError
   */
  async embed(
    texts: readonly string[],
    options: { purpose: EmbeddingPurpose; signal?: AbortSignal },
  ): Promise<Float32Array[]> {
    const { purpose, signal } = options;
    try {
      const vectors = this.#check(
        texts.length,
        await untilAborted(
          this.#provider.embed(texts, {
            signal,
            urgent: purpose === 'question',
          }),
          signal,
        ),
      );
      if (this.#failing.delete(purpose)) {
        this.#logger.info(REGAINED[purpose]);
      }
      return vectors;
    } catch (error) {
      const failure = isModelEndpointError(error)
        ? error
        : new ModelEndpointError('unavailable', String(error), {
            cause: error,
          });
      // Refused input says something of that input alone, unless nothing has been taken yet.
      const isOfTheInput =
        failure.code === 'bad-input' &&
        texts !== PROBE &&
        this.#dimensions !== undefined;
      if (!isOfTheInput) {
        this.#log(failure, purpose);
      }
      throw failure;
    }
  }

  /**
   * Resolves when the endpoint takes a text that nobody has a reason to refuse; the length of the vectors is known then.
   *
   * @throws ModelEndpointError
   */
  async probe(options: {
    purpose: EmbeddingPurpose;
    signal?: AbortSignal;
  }): Promise<void> {
    await this.embed(PROBE, options);
  }

  #log(failure: ModelEndpointError, purpose: EmbeddingPurpose): void {
    if (failure.code !== 'cancelled' && !this.#failing.has(purpose)) {
      this.#failing.add(purpose);
      this.#logger.warn(
        `${LOST[purpose]}: ${failure.message} (${this.#provider.id}, model '${
          this.model
        }')`,
      );
    }
  }

  #check(count: number, vectors: readonly Float32Array[]): Float32Array[] {
    if (vectors.length !== count) {
      throw invalid(`${vectors.length} vectors came for ${count} texts`);
    }
    for (const vector of vectors) {
      if (vector.length === 0) {
        throw invalid('a vector without numbers came');
      }
      this.#dimensions ??= vector.length;
      if (vector.length !== this.#dimensions) {
        throw invalid(
          `a vector of ${vector.length} numbers came where all had ${
            this.#dimensions
          } so far; if the endpoint has another model now, restart the backend, and the context is embedded anew`,
        );
      }
    }
    return vectors.map(toUnit);
  }
}

/** So that the cosine of two vectors is their dot product. */
function toUnit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) {
    squares += value * value;
  }
  const norm = Math.sqrt(squares);
  if (!Number.isFinite(norm)) {
    throw invalid('a vector has a number that is not finite');
  }
  return norm === 0 ? vector : vector.map(value => value / norm);
}

function invalid(detail: string): ModelEndpointError {
  return new ModelEndpointError('invalid-response', detail);
}

function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) {
    return promise;
  }
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      const isTimeout = signal.reason?.name === 'TimeoutError';
      reject(
        new ModelEndpointError(
          isTimeout ? 'timeout' : 'cancelled',
          isTimeout
            ? 'The endpoint did not answer in time'
            : 'The call was cancelled',
          { cause: signal.reason },
        ),
      );
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
