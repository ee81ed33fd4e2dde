/** Does something again and again, with a pause after each time. */
export class Repeater {
  static start(options: {
    /** Must not reject. */
    work: () => Promise<void>;
    pauseMs: number;
  }): Repeater {
    return new Repeater(options.work, options.pauseMs);
  }

  readonly #work: () => Promise<void>;
  readonly #pauseMs: number;
  #timer?: NodeJS.Timeout;
  #working: Promise<void>;
  #stopped = false;

  private constructor(work: () => Promise<void>, pauseMs: number) {
    this.#work = work;
    this.#pauseMs = pauseMs;
    this.#working = this.#repeat();
  }

  /** Resolves when the work that has begun is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#working;
  }

  async #repeat(): Promise<void> {
    await this.#work();
    if (!this.#stopped) {
      this.#timer = setTimeout(() => {
        this.#working = this.#repeat();
      }, this.#pauseMs);
    }
  }
}
