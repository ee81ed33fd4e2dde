import { ModelToolCall } from '@cairn/backstage-plugin-data-assistant-node';
import { ChatToolCallDelta } from './readChatChunk';

interface Collected {
  index?: number;
  id?: string;
  name: string;
  arguments: string;
}

/** Puts tool calls together from their pieces. */
export class ToolCallCollector {
  static create(): ToolCallCollector {
    return new ToolCallCollector();
  }

  readonly #calls: Collected[] = [];

  private constructor() {}

  get size(): number {
    return this.#calls.length;
  }

  add(piece: ChatToolCallDelta): void {
    const name = piece.function?.name ?? '';
    const known = this.#find(piece);
    const call =
      known && !isAnother(known, piece)
        ? known
        : this.#begin(piece.index ?? undefined);
    call.id ??= piece.id || undefined;
    call.name ||= name;
    call.arguments += piece.function?.arguments ?? '';
  }

  /** @param firstNumber - of the ids that are made up for calls without one; it must not have been used yet */
  calls(firstNumber: number): ModelToolCall[] {
    return this.#calls.map(({ id, name, arguments: text }, n) => ({
      id: id ?? `call_${firstNumber + n}`,
      name,
      arguments: text,
    }));
  }

  /**
   * Of those with the index, or of all where the piece has none, the one with its id; else the latest, as an index may
   * be used again.
   */
  #find({ index, id }: ChatToolCallDelta): Collected | undefined {
    const calls =
      typeof index === 'number'
        ? this.#calls.filter(call => call.index === index)
        : this.#calls;
    return calls.findLast(call => id && call.id === id) ?? calls.at(-1);
  }

  #begin(index?: number): Collected {
    const call: Collected = { index, name: '', arguments: '' };
    this.#calls.push(call);
    return call;
  }
}

/**
 * Whether a piece begins a call of its own although its index is that of another: Ollama and gateways to Gemini give
 * the index 0 to each call (https://github.com/ollama/ollama/issues/15457), others give none. A name alone does not tell,
 * as some servers repeat it with each piece.
 */
function isAnother(known: Collected, piece: ChatToolCallDelta): boolean {
  if (!piece.function?.name || !known.name) {
    return false;
  }
  if (piece.id && known.id) {
    return piece.id !== known.id;
  }
  const addsArguments = Boolean(piece.function.arguments?.trim());
  return (
    piece.function.name !== known.name ||
    (addsArguments && isWhole(known.arguments))
  );
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
