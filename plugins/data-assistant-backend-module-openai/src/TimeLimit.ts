import { EndpointFailure } from './EndpointFailure';

/**
 * A signal that aborts when its time is over, or when the signal around it does. Has to be stopped, as it holds on to
 * both.
 */
export class TimeLimit {
  static start(options: {
    ms: number;
    /** What did not happen in time. */
    message: string;
    parent?: AbortSignal;
  }): TimeLimit {
    return new TimeLimit(options);
  }

  readonly #controller = new AbortController();
  readonly #parent?: AbortSignal;
  readonly #follow = () => this.#controller.abort(this.#parent?.reason);
  #message: string;
  #ms: number;
  #timer: NodeJS.Timeout;

  private constructor(options: {
    ms: number;
    message: string;
    parent?: AbortSignal;
  }) {
    this.#ms = options.ms;
    this.#message = options.message;
    this.#parent = options.parent;
    this.#timer = this.#arm();
    if (this.#parent?.aborted) {
      this.#follow();
    }
    this.#parent?.addEventListener('abort', this.#follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Counts from now on, up to another limit. */
  restart({ ms, message }: { ms: number; message: string }): void {
    this.#message = message;
    if (ms === this.#ms) {
      this.#timer.refresh();
      return;
    }
    clearTimeout(this.#timer);
    this.#ms = ms;
    this.#timer = this.#arm();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#parent?.removeEventListener('abort', this.#follow);
  }

  #arm(): NodeJS.Timeout {
    return setTimeout(
      () =>
        this.#controller.abort(new EndpointFailure('timeout', this.#message)),
      this.#ms,
    );
  }
}
