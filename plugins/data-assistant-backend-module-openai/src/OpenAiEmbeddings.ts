import { EmbeddingProvider } from '@cairn/backstage-plugin-data-assistant-node';
import type OpenAI from 'openai';
import { boundedFetch } from './boundedFetch';
import { concealFailure } from './concealFailure';
import { EmbeddingModel, MAX_DIMENSIONS } from './config/readEmbeddingModel';
import { createClient } from './createClient';
import { CallOptions, EndpointCaller } from './EndpointCaller';
import { toEndpointFailure } from './EndpointFailure';
import { readVectors } from './readVectors';

/** A number written out, with its comma, when a server gives numbers instead of base64. */
const NUMBER_MAX_BYTES = 32;
/** What surrounds the vectors of an answer; errors have to fit as well. */
const ANSWER_OVERHEAD_BYTES = 64 * 1024;

/** Vectors from the `/embeddings` of an OpenAI-compatible endpoint. */
export class OpenAiEmbeddings implements EmbeddingProvider {
  static create(options: {
    embedding: EmbeddingModel;
    random?: () => number;
  }): OpenAiEmbeddings {
    const { embedding, random } = options;
    return new OpenAiEmbeddings({
      embedding,
      caller: EndpointCaller.create({ timeoutMs: embedding.timeoutMs, random }),
      client: createClient({
        endpoint: embedding.endpoint,
        fetch: boundedFetch(
          ANSWER_OVERHEAD_BYTES +
            embedding.batchSize *
              (embedding.dimensions ?? MAX_DIMENSIONS) *
              NUMBER_MAX_BYTES,
        ),
      }),
    });
  }

  readonly id = 'openai';
  readonly model: string;
  readonly #client: OpenAI;
  readonly #caller: EndpointCaller;
  readonly #embedding: EmbeddingModel;

  private constructor(options: {
    client: OpenAI;
    caller: EndpointCaller;
    embedding: EmbeddingModel;
  }) {
    this.model = options.embedding.model;
    this.#client = options.client;
    this.#caller = options.caller;
    this.#embedding = options.embedding;
  }

  async embed(
    texts: readonly string[],
    options: CallOptions = {},
  ): Promise<Float32Array[]> {
    const { batchSize } = this.#embedding;
    const vectors: Float32Array[] = [];
    let dimensions = this.#embedding.dimensions;
    for (let start = 0; start < texts.length; start += batchSize) {
      const batch = texts.slice(start, start + batchSize);
      const expected = dimensions;
      const found = await this.#caller.call(
        signal => this.#request(batch, expected, signal),
        options,
      );
      dimensions = found[0].length;
      vectors.push(...found);
    }
    return vectors;
  }

  async #request(
    input: string[],
    dimensions: number | undefined,
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    return readVectors(await this.#post(input, signal), {
      count: input.length,
      dimensions,
      maxDimensions: MAX_DIMENSIONS,
    });
  }

  async #post(input: string[], signal: AbortSignal): Promise<unknown> {
    const { model, dimensions, timeoutMs, endpoint } = this.#embedding;
    try {
      return await this.#client.embeddings.create(
        {
          model,
          input,
          // A quarter of the bytes; servers that do not know it answer with numbers all the same.
          encoding_format: 'base64',
          ...(dimensions === undefined ? {} : { dimensions }),
        },
        { signal, timeout: timeoutMs },
      );
    } catch (error) {
      throw concealFailure(toEndpointFailure(error, signal), {
        endpoint,
        texts: input,
      });
    }
  }
}
