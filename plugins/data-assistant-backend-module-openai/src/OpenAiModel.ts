import {
  ModelPrices,
  ModelProvider,
  ModelRequest,
  ModelResponse,
} from '@cairn/backstage-plugin-data-assistant-node';
import type OpenAI from 'openai';
import { boundedFetch } from './boundedFetch';
import { readChatChunk } from './chat/readChatChunk';
import { ResponseCollector } from './chat/ResponseCollector';
import { TextReader } from './chat/TextReader';
import { textsOf } from './chat/textsOf';
import { toChatRequest } from './chat/toChatRequest';
import { checkModel } from './checkModel';
import { concealFailure } from './concealFailure';
import { ChatModel } from './config/readChatModel';
import { createClient } from './createClient';
import { EndpointCaller } from './EndpointCaller';
import { toEndpointFailure } from './EndpointFailure';
import { TimeLimit } from './TimeLimit';

/** An event of a stream takes about 300 bytes, and holds a token or more. */
const BYTES_PER_TOKEN = 1_024;
/** For what comes with the tokens. A list of all models has to fit as well. */
const ANSWER_OVERHEAD_BYTES = 2 * 1_024 * 1_024;
const CHECK_TIMEOUT_MS = 10_000;

/** A model behind the `/chat/completions` of an OpenAI-compatible endpoint. */
export class OpenAiModel implements ModelProvider {
  static create(options: {
    chat: ChatModel;
    /** Shared by the models of an endpoint, as they fail together. */
    caller: EndpointCaller;
  }): OpenAiModel {
    return new OpenAiModel(options.chat, options.caller);
  }

  readonly id = 'openai';
  readonly #chat: ChatModel;
  readonly #caller: EndpointCaller;
  readonly #client: OpenAI;

  private constructor(chat: ChatModel, caller: EndpointCaller) {
    this.#chat = chat;
    this.#caller = caller;
    this.#client = createClient({
      endpoint: chat.endpoint,
      fetch: boundedFetch(
        ANSWER_OVERHEAD_BYTES + chat.maxOutputTokens * BYTES_PER_TOKEN,
      ),
    });
  }

  get model(): string {
    return this.#chat.model;
  }

  get prices(): ModelPrices | undefined {
    return this.#chat.prices;
  }

  async generate(
    request: ModelRequest,
    options: { signal?: AbortSignal; onText?: (piece: string) => void } = {},
  ): Promise<ModelResponse> {
    const { timeoutMs } = this.#chat;
    const reader = TextReader.create(options.onText);
    const limit = TimeLimit.start({
      ms: timeoutMs,
      message: `The model's response was not whole after ${
        timeoutMs / 1_000
      } s`,
      parent: options.signal,
    });
    try {
      return await this.#caller.call(
        signal => this.#attempt(request, signal, reader),
        { signal: limit.signal },
      );
    } catch (error) {
      throw reader.failure ?? error;
    } finally {
      limit.stop();
    }
  }

  async check(options: { signal?: AbortSignal } = {}): Promise<void> {
    const limit = TimeLimit.start({
      ms: CHECK_TIMEOUT_MS,
      message: `The endpoint did not answer in ${CHECK_TIMEOUT_MS / 1_000} s`,
      parent: options.signal,
    });
    try {
      await checkModel({
        client: this.#client,
        model: this.#chat.model,
        azure: this.#chat.endpoint.azure !== undefined,
        signal: limit.signal,
      });
    } catch (error) {
      throw concealFailure(toEndpointFailure(error, limit.signal), {
        endpoint: this.#chat.endpoint,
        texts: [],
      });
    } finally {
      limit.stop();
    }
  }

  async #attempt(
    request: ModelRequest,
    parent: AbortSignal,
    reader: TextReader,
  ): Promise<ModelResponse> {
    const { firstTokenTimeoutMs, idleTimeoutMs } = this.#chat;
    const idle = {
      ms: idleTimeoutMs,
      message: `The model sent nothing more for ${idleTimeoutMs / 1_000} s`,
    };
    const collector = ResponseCollector.create({
      model: this.#chat.model,
      earlierCalls: countCalls(request),
    });
    const limit = TimeLimit.start({
      ms: firstTokenTimeoutMs,
      message: `The model sent no token in ${firstTokenTimeoutMs / 1_000} s`,
      parent,
    });
    try {
      const stream = await this.#client.chat.completions.create(
        toChatRequest(request, this.#chat),
        { signal: limit.signal },
      );
      for await (const event of stream) {
        const text = collector.add(readChatChunk(event));
        if (collector.begun) {
          limit.restart(idle);
        }
        if (text) {
          reader.read(text);
        }
      }
      // An aborted stream ends like a whole one.
      limit.signal.throwIfAborted();
      return collector.response();
    } catch (error) {
      throw concealFailure(toEndpointFailure(error, limit.signal), {
        endpoint: this.#chat.endpoint,
        texts: textsOf(request),
        begun: collector.begun,
      });
    } finally {
      limit.stop();
    }
  }
}

function countCalls({ messages }: ModelRequest): number {
  return messages.reduce(
    (sum, message) =>
      sum + (message.role === 'assistant' ? message.toolCalls.length : 0),
    0,
  );
}
