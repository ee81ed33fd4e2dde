import { appendFile } from 'node:fs/promises';
import {
  ModelPrices,
  ModelProvider,
  ModelRequest,
  ModelResponse,
} from '../../models';
import { hashOfRequest, ModelExchange } from './ModelExchange';

/**
 * A model that keeps what it is asked and what it responds as lines of a file, which a `ReplayModel` plays. Calls
 * that fail are not kept.
 * @public
 */
export class RecordingModel implements ModelProvider {
  static create(options: {
    model: ModelProvider;
    /** Lines are added to what is there. The file holds prompts and what tools gave: treat it as such. */
    path: string;
  }): RecordingModel {
    return new RecordingModel(options.model, options.path);
  }

  readonly #inner: ModelProvider;
  readonly #path: string;
  #written: Promise<void> = Promise.resolve();

  private constructor(inner: ModelProvider, path: string) {
    this.#inner = inner;
    this.#path = path;
  }

  get id(): string {
    return this.#inner.id;
  }

  get model(): string {
    return this.#inner.model;
  }

  get prices(): ModelPrices | undefined {
    return this.#inner.prices;
  }

  async generate(
    request: ModelRequest,
    options?: { signal?: AbortSignal; onText?: (piece: string) => void },
  ): Promise<ModelResponse> {
    const response = await this.#inner.generate(request, options);
    await this.#write({ hash: hashOfRequest(request), request, response });
    return response;
  }

  async check(options?: { signal?: AbortSignal }): Promise<void> {
    await this.#inner.check(options);
  }

  /** One line after the other, since calls overlap and long lines are not written in one go. */
  async #write(exchange: ModelExchange): Promise<void> {
    const line = `${JSON.stringify(exchange)}\n`;
    const writing = this.#written.then(() => appendFile(this.#path, line));
    // One that failed rejects its own call below, and has to leave the next ones alone.
    this.#written = writing.catch(() => undefined);
    await writing;
  }
}
