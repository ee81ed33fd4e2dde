/** For whoever asks while the context is being read for the first time. */
export const STILL_READING =
  'The context is still being read after the first start. Please ask again in a moment.';

/**
 * Whether the context has been read whole at least once. Before that, that nothing answers a question says
 * nothing about the context.
 */
export class FirstReading {
  /** `isOver` where the store has clusters already, whichever replica read them. */
  static create(options: { isOver: boolean }): FirstReading {
    return new FirstReading(options.isOver);
  }

  #overSince: number | undefined;

  private constructor(isOver: boolean) {
    this.#overSince = isOver ? 0 : undefined;
  }

  get isOver(): boolean {
    return this.#overSince !== undefined;
  }

  wasOverAt(moment: Date): boolean {
    return this.#overSince !== undefined && moment.getTime() >= this.#overSince;
  }

  end(): void {
    this.#overSince ??= Date.now();
  }
}
