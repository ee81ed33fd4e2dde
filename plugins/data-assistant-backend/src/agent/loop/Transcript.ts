import {
  ModelMessage,
  ModelResponse,
  ModelTool,
} from '@cairn/backstage-plugin-data-assistant-node';
import { countTokens } from '../../context/pack/countTokens';

const TOOL_NAME = /^[\w-]{1,64}$/;

function isJsonObject(text: string): boolean {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

const textOf = (message: ModelMessage) =>
  message.role === 'assistant'
    ? [message.text, ...message.toolCalls.map(call => call.arguments)].join('')
    : message.text;

/** What a model reads: it only grows, so that the beginning of a call is all of the call before it. */
export class Transcript {
  static begin(messages: ModelMessage[], tools: ModelTool[]): Transcript {
    return new Transcript(messages, tools);
  }

  readonly tools: readonly ModelTool[];
  readonly #messages: ModelMessage[] = [];
  #tokens: number;
  #turns = 0;

  private constructor(messages: ModelMessage[], tools: ModelTool[]) {
    this.tools = tools;
    this.#tokens = countTokens(JSON.stringify(tools));
    messages.forEach(message => this.#add(message));
  }

  get messages(): readonly ModelMessage[] {
    return this.#messages;
  }

  /** Of all that a call sends, about. */
  get tokens(): number {
    return this.#tokens;
  }

  /**
   * Adds a turn of the model and gives back the ids of its calls. They are not those of the endpoint, which may be
   * empty or the same for all; nine letters and digits are what every endpoint takes.
   */
  addResponse({ text, toolCalls }: ModelResponse): string[] {
    this.#turns++;
    const turn = String(this.#turns).padStart(5, '0');
    const calls = toolCalls.map((call, index) => ({
      id: `c${turn}${String(index).padStart(3, '0')}`,
      name: TOOL_NAME.test(call.name) ? call.name : 'unknown',
      // Some endpoints read the arguments of earlier calls, and refuse what is no JSON.
      arguments: isJsonObject(call.arguments) ? call.arguments : '{}',
    }));
    if (text !== '' || calls.length > 0) {
      this.#add({ role: 'assistant', text, toolCalls: calls });
    }
    return calls.map(({ id }) => id);
  }

  /** Answers a call of the last turn; every call needs an answer. */
  addResult(callId: string, name: string, text: string): void {
    this.#add({
      role: 'tool',
      callId,
      name: TOOL_NAME.test(name) ? name : 'unknown',
      text,
    });
  }

  /** Something that the program, not the asker, says. */
  addNotice(text: string): void {
    this.#add({ role: 'user', text: `Note of the program: ${text}` });
  }

  #add(message: ModelMessage): void {
    this.#messages.push(message);
    this.#tokens += countTokens(textOf(message)) + 4;
  }
}
