import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';

/**
 * What a model is used for. `answering`: it works on questions that no pair answers. `judging`: it looks
 * over what that one is about to answer.
 * @public
 */
export type ModelRole = 'answering' | 'judging';

/** A tool as it is offered to a model. @public */
export interface ModelTool {
  name: string;
  description: string;
  /** JSON Schema of an object. */
  parameters: JsonObject;
}

/** What a model wants done. Nothing of it has been checked. @public */
export interface ModelToolCall {
  id: string;
  name: string;
  /** As the model wrote it: JSON if it kept to the form. */
  arguments: string;
}

/** An entry of what a model reads. @public */
export type ModelMessage =
  | { role: 'system'; text: string }
  | { role: 'user'; text: string }
  | { role: 'assistant'; text: string; toolCalls: ModelToolCall[] }
  | { role: 'tool'; callId: string; name: string; text: string };

/** @public */
export interface ModelRequest {
  /** Its beginning stays the same over the calls of a run, so that a provider's cache may hit. */
  messages: readonly ModelMessage[];
  tools?: readonly ModelTool[];
  /** `auto` when there are tools and nothing is said. */
  toolChoice?: 'auto' | 'required' | 'none';
  /** The text of the response has to be JSON of this schema. */
  responseSchema?: { name: string; schema: JsonObject };
  maxOutputTokens?: number;
}

/** Tokens as the endpoint counted them. @public */
export interface ModelUsage {
  /** Those from a cache included. */
  inputTokens: number;
  cachedInputTokens?: number;
  outputTokens: number;
}

/** Prices in US dollars per million tokens. @public */
export interface ModelPrices {
  input: number;
  /** As `input` when it is left out. */
  cachedInput?: number;
  output: number;
}

/** @public */
export interface ModelResponse {
  text: string;
  toolCalls: ModelToolCall[];
  /** `length`: cut off at the limit of tokens. `filtered`: the endpoint withheld the rest. */
  finish: 'stop' | 'tool-calls' | 'length' | 'filtered';
  /** Left out where the endpoint does not count. */
  usage?: ModelUsage;
  /** The model as the endpoint names it. */
  model: string;
}

/**
 * A language model behind an endpoint. It tries again, keeps to time limits and leaves a failing endpoint
 * alone by itself; bounds what it reads from there; and says nothing of what it was asked in its errors.
 * @public
 */
export interface ModelProvider {
  /** Of the module that brings it, such as `openai`; `gen_ai.provider.name` of its telemetry. */
  readonly id: string;
  /** As in the configuration. */
  readonly model: string;
  /** Left out where none are configured: then nothing is said of cost. */
  readonly prices?: ModelPrices;
  /**
   * Resolves with the whole response; `onText` gets its text as it comes. A call that fails after its first
   * piece is not tried again by the provider.
   *
   * @throws ModelEndpointError
   */
  generate(
    request: ModelRequest,
    options?: { signal?: AbortSignal; onText?: (piece: string) => void },
  ): Promise<ModelResponse>;
  /**
   * Resolves when the endpoint answers and knows the model; at little or no cost.
   *
   * @throws ModelEndpointError
   */
  check(options?: { signal?: AbortSignal }): Promise<void>;
}

/** @public */
export interface ModelsExtensionPoint {
  /** @throws Error when the role has a model already. */
  setModel(role: ModelRole, provider: ModelProvider): void;
}

/** @public */
export const modelsExtensionPoint = createExtensionPoint<ModelsExtensionPoint>({
  id: 'data-assistant.models',
});

/**
 * Cost in US dollars; undefined when the prices or the counts are not known.
 * @public
 */
export function costOf(
  usage: ModelUsage | undefined,
  prices: ModelPrices | undefined,
): number | undefined {
  if (!usage || !prices) {
    return undefined;
  }
  const cached = usage.cachedInputTokens ?? 0;
  return (
    ((usage.inputTokens - cached) * prices.input +
      cached * (prices.cachedInput ?? prices.input) +
      usage.outputTokens * prices.output) /
    1_000_000
  );
}
