import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * Why an endpoint of models gave nothing that can be used. `message` is for the log: no credential is in
 * it, but what the endpoint said may be.
 * @public
 */
export class ModelEndpointError extends Error {
  readonly name = 'ModelEndpointError';

  constructor(
    /**
     * `unavailable`: it cannot be reached, fails, or is left alone for a while after failures;
     * `denied`: it refuses the credentials, has no credit for them, or knows no such model;
     * `bad-input`: it refuses what was sent, so that other input may do better;
     * `invalid-response`: it answered with something else than was asked for;
     * `cancelled`: the caller gave up.
     */
    readonly code:
      | 'unavailable'
      | 'timeout'
      | 'rate-limited'
      | 'denied'
      | 'bad-input'
      | 'invalid-response'
      | 'cancelled',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, { cause: options?.cause });
  }
}

/**
 * Turns texts into vectors whose cosine tells how near the texts are in meaning.
 * @public
 */
export interface EmbeddingProvider {
  /** Of the module that brings it, such as `openai`. */
  readonly id: string;
  /**
   * Names the model. Vectors are stored under it and only ever compared with others of the same name and
   * length, so it must change when the vectors do.
   */
  readonly model: string;
  /**
   * One vector for each text, in order, all of the same length; any number of texts. The provider makes
   * batches, tries again and keeps to the bounds of its endpoint.
   *
   * @throws ModelEndpointError; `timeout` where `signal` aborts with a TimeoutError as its reason,
   * `cancelled` where it aborts with another
   */
  embed(
    texts: readonly string[],
    options?: {
      signal?: AbortSignal;
      /** Somebody waits: rather fail at once than wait for another try. */
      urgent?: boolean;
    },
  ): Promise<Float32Array[]>;
}

/** @public */
export interface EmbeddingsExtensionPoint {
  /** @throws Error when there is a provider already. */
  setProvider(provider: EmbeddingProvider): void;
}

/** @public */
export const embeddingsExtensionPoint =
  createExtensionPoint<EmbeddingsExtensionPoint>({
    id: 'data-assistant.embeddings',
  });
