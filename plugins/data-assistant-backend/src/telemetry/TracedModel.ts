import {
  costOf,
  ModelPrices,
  ModelProvider,
  ModelRequest,
  ModelResponse,
} from '@cairn/backstage-plugin-data-assistant-node';
import { Telemetry } from './Telemetry';

const FINISH_REASONS: Record<ModelResponse['finish'], string> = {
  stop: 'stop',
  'tool-calls': 'tool_calls',
  length: 'length',
  filtered: 'content_filter',
};

/** A model whose calls leave spans and metrics, named as OpenTelemetry's conventions for generative AI have it. */
export class TracedModel implements ModelProvider {
  static create(options: {
    provider: ModelProvider;
    telemetry: Telemetry;
  }): TracedModel {
    return new TracedModel(options.provider, options.telemetry);
  }

  readonly #provider: ModelProvider;
  readonly #telemetry: Telemetry;

  private constructor(provider: ModelProvider, telemetry: Telemetry) {
    this.#provider = provider;
    this.#telemetry = telemetry;
  }

  get id(): string {
    return this.#provider.id;
  }

  get model(): string {
    return this.#provider.model;
  }

  get prices(): ModelPrices | undefined {
    return this.#provider.prices;
  }

  check(options?: { signal?: AbortSignal }): Promise<void> {
    return this.#provider.check(options);
  }

  async generate(
    request: ModelRequest,
    options?: { signal?: AbortSignal; onText?: (piece: string) => void },
  ): Promise<ModelResponse> {
    const telemetry = this.#telemetry;
    const attributes = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': this.id,
      'gen_ai.request.model': this.model,
    };
    return telemetry.measure(
      {
        name: `chat ${this.model}`,
        kind: 'client',
        attributes,
        spanAttributes: {
          'gen_ai.request.max_tokens': request.maxOutputTokens,
        },
        duration: telemetry.instruments.modelDuration,
      },
      async (span, add) => {
        telemetry.payload(
          span,
          'gen_ai.input.messages',
          () => request.messages,
        );
        const response = await this.#provider.generate(request, options);
        add({ 'gen_ai.response.model': response.model });
        span.setAttribute('gen_ai.response.finish_reasons', [
          FINISH_REASONS[response.finish],
        ]);
        telemetry.payload(span, 'gen_ai.output.messages', () => [
          {
            role: 'assistant',
            text: response.text,
            toolCalls: response.toolCalls,
          },
        ]);
        this.#count(response, attributes, (key, value) =>
          span.setAttribute(key, value),
        );
        return response;
      },
    );
  }

  #count(
    { usage }: ModelResponse,
    attributes: Record<string, string>,
    setAttribute: (key: string, value: number) => void,
  ): void {
    if (!usage) {
      return;
    }
    const { modelTokens, modelCost } = this.#telemetry.instruments;
    const { inputTokens, outputTokens, cachedInputTokens } = usage;
    modelTokens.record(inputTokens, {
      ...attributes,
      'gen_ai.token.type': 'input',
    });
    modelTokens.record(outputTokens, {
      ...attributes,
      'gen_ai.token.type': 'output',
    });
    setAttribute('gen_ai.usage.input_tokens', inputTokens);
    setAttribute('gen_ai.usage.output_tokens', outputTokens);
    if (cachedInputTokens !== undefined) {
      setAttribute('gen_ai.usage.cache_read.input_tokens', cachedInputTokens);
    }
    const cost = costOf(usage, this.prices);
    if (cost !== undefined) {
      modelCost.add(cost, attributes);
    }
  }
}
