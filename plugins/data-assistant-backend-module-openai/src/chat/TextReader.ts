import { EndpointFailure } from '../EndpointFailure';

/**
 * Hands on text to whoever asked for it, and tells their failures from those of the endpoint: these are not tried
 * again, nor held against the endpoint.
 */
export class TextReader {
  static create(onText?: (piece: string) => void): TextReader {
    return new TextReader(onText);
  }

  readonly #onText?: (piece: string) => void;
  #failure: unknown;

  private constructor(onText?: (piece: string) => void) {
    this.#onText = onText;
  }

  /** What `onText` threw. */
  get failure(): unknown {
    return this.#failure;
  }

  /** @throws EndpointFailure `cancelled` in place of what `onText` throws */
  read(piece: string): void {
    try {
      this.#onText?.(piece);
    } catch (error) {
      this.#failure = error;
      throw new EndpointFailure('cancelled', 'The reader of the text failed');
    }
  }
}
