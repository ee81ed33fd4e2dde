import {
  ModelResponse,
  ModelUsage,
} from '@cairn/backstage-plugin-data-assistant-node';
import { EndpointFailure } from '../EndpointFailure';
import { ChatChunk, ChatDelta } from './readChatChunk';
import { ToolCallCollector } from './ToolCallCollector';

/** Puts a response together from the events of a stream. */
export class ResponseCollector {
  static create(options: {
    /** Where the endpoint names none. */
    model: string;
    /** Calls that the conversation has already. */
    earlierCalls: number;
  }): ResponseCollector {
    return new ResponseCollector(options.model, options.earlierCalls);
  }

  readonly #earlierCalls: number;
  readonly #calls = ToolCallCollector.create();
  readonly #texts: string[] = [];
  #model: string;
  #usage?: ModelUsage;
  #finish?: string;
  #refused = false;
  #begun = false;

  private constructor(model: string, earlierCalls: number) {
    this.#model = model;
    this.#earlierCalls = earlierCalls;
  }

  /** Whether there was a token, be it of text, of a call or of reasoning. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Returns the text of the event. */
  add(chunk: ChatChunk): string {
    this.#model = chunk.model || this.#model;
    this.#usage = usageOf(chunk) ?? this.#usage;
    const choice = chunk.choices?.find(({ index }) => !index);
    if (!choice) {
      return '';
    }
    this.#finish = choice.finish_reason || this.#finish;
    return choice.delta ? this.#addDelta(choice.delta) : '';
  }

  /** @throws EndpointFailure when the endpoint never said that the response is whole */
  response(): ModelResponse {
    if (!this.#finish) {
      throw new EndpointFailure(
        'unavailable',
        'The endpoint ended its answer before it was whole, or did not stream it',
      );
    }
    return {
      text: this.#texts.join(''),
      toolCalls: this.#calls.calls(this.#earlierCalls + 1),
      finish: this.#meaningOf(this.#finish),
      ...(this.#usage ? { usage: this.#usage } : {}),
      model: this.#model,
    };
  }

  #addDelta(delta: ChatDelta): string {
    const text = delta.content ?? '';
    if (text) {
      this.#texts.push(text);
    }
    for (const piece of delta.tool_calls ?? []) {
      this.#calls.add(piece);
    }
    this.#refused ||= Boolean(delta.refusal);
    this.#begun ||= Boolean(
      text ||
        delta.tool_calls?.length ||
        delta.refusal ||
        delta.reasoning ||
        delta.reasoning_content,
    );
    return text;
  }

  /** Reasons differ from server to server; whether there are calls does not. */
  #meaningOf(reason: string): ModelResponse['finish'] {
    if (reason === 'length' || reason === 'max_tokens') {
      return 'length';
    }
    if (reason === 'content_filter' || this.#refused) {
      return 'filtered';
    }
    return this.#calls.size ? 'tool-calls' : 'stop';
  }
}

function usageOf({ usage }: ChatChunk): ModelUsage | undefined {
  if (!usage) {
    return undefined;
  }
  const cached = usage.prompt_tokens_details?.cached_tokens;
  return {
    inputTokens: usage.prompt_tokens,
    ...(typeof cached === 'number'
      ? // More of it than there is would make the cost negative.
        { cachedInputTokens: Math.min(cached, usage.prompt_tokens) }
      : {}),
    outputTokens: usage.completion_tokens ?? 0,
  };
}
