import { ModelEndpointError } from '../../embeddings';
import {
  ModelPrices,
  ModelProvider,
  ModelRequest,
  ModelResponse,
} from '../../models';
import {
  hashOfRequest,
  ModelExchange,
  readModelExchanges,
} from './ModelExchange';
import { describeNearest } from './nearestExchange';

/** @public */
export interface ReplayModelOptions {
  /** Default: `replay`. */
  id?: string;
  /** Default: as the first response names it. */
  model?: string;
  prices?: ModelPrices;
}

/**
 * A model that responds as was recorded. A request that was recorded several times gets its responses in their
 * order, and the last of them from then on, as a run that is taken up again asks once more.
 * @public
 */
export class ReplayModel implements ModelProvider {
  static create(
    options: ReplayModelOptions & { exchanges: readonly ModelExchange[] },
  ): ReplayModel {
    return new ReplayModel(options);
  }

  /** @throws Error when the file cannot be read or is no recording */
  static async fromFile(
    path: string,
    options: ReplayModelOptions = {},
  ): Promise<ReplayModel> {
    return new ReplayModel({
      ...options,
      exchanges: await readModelExchanges(path),
    });
  }

  readonly id: string;
  readonly model: string;
  readonly prices?: ModelPrices;
  readonly #exchanges: readonly ModelExchange[];
  readonly #responses = new Map<string, ModelResponse[]>();

  private constructor(
    options: ReplayModelOptions & { exchanges: readonly ModelExchange[] },
  ) {
    const { id, model, prices, exchanges } = options;
    this.id = id ?? 'replay';
    this.model = model ?? exchanges[0]?.response.model ?? 'replay';
    this.prices = prices;
    this.#exchanges = exchanges;
    for (const { hash, response } of exchanges) {
      const known = this.#responses.get(hash) ?? [];
      this.#responses.set(hash, [...known, response]);
    }
  }

  /** @throws ModelEndpointError `bad-input` that names the hash of a request that was not recorded, and the nearest */
  async generate(
    request: ModelRequest,
    options: { signal?: AbortSignal; onText?: (piece: string) => void } = {},
  ): Promise<ModelResponse> {
    if (options.signal?.aborted) {
      throw new ModelEndpointError('cancelled', 'The call was cancelled');
    }
    const hash = hashOfRequest(request);
    const responses = this.#responses.get(hash);
    if (!responses) {
      throw new ModelEndpointError(
        'bad-input',
        `No exchange of the hash ${hash} was recorded; ${describeNearest(
          request,
          this.#exchanges,
        )}`,
      );
    }
    const [response] = responses;
    if (responses.length > 1) {
      responses.shift();
    }
    if (response.text) {
      options.onText?.(response.text);
    }
    return structuredClone(response);
  }

  async check(): Promise<void> {}
}
