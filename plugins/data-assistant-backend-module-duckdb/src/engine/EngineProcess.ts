import { ChildProcess } from 'node:child_process';
import { CellValue } from '@cairn/backstage-plugin-data-assistant-common';
import {
  EngineCalls,
  EngineFailure,
  EngineMethod,
  EngineReply,
  EngineRequest,
  EngineSettings,
} from '../protocol';

/** How the process ended. `intended` when the backend killed it. */
export interface EngineExit {
  intended: boolean;
  /** It had answered before, so it was able to start. */
  wasReady: boolean;
  /** For the log. */
  reason: string;
}

/** Receives what becomes of one call; after `onResult`, `onFailure` or `onExit` nothing more comes. */
export interface CallListener {
  onRows(rows: CellValue[][]): void;
  onResult(result: EngineCalls[EngineMethod]['result']): void;
  onFailure(failure: EngineFailure): void;
  onExit(exit: EngineExit): void;
}

const STDERR_KEPT = 2_000;

/** One process of the engine and the calls that it works on. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #listeners = new Map<number, CallListener>();
  readonly #onExit: (exit: EngineExit) => void;
  #lastId = 0;
  #intended = false;
  #ready = false;
  #ended = false;
  #retired = false;
  #stderr = '';

  private constructor(child: ChildProcess, onExit: (exit: EngineExit) => void) {
    this.#child = child;
    this.#onExit = onExit;
  }

  static create(options: {
    child: ChildProcess;
    settings: EngineSettings;
    onExit: (exit: EngineExit) => void;
  }): EngineProcess {
    const engine = new EngineProcess(options.child, options.onExit);
    engine.#listen();
    engine.#send({ type: 'init', settings: options.settings });
    return engine;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** True while new calls may be given to it. */
  get usable(): boolean {
    return !this.#ended && !this.#retired && !this.#intended;
  }

  /** @returns an id to interrupt the call by */
  call<M extends EngineMethod>(
    method: M,
    args: EngineCalls[M]['args'],
    listener: CallListener,
  ): number {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#listeners.set(id, listener);
    this.#send({ type: 'call', id, method, args });
    return id;
  }

  /** Asks the engine to stop working on a call. Some expressions do not listen. */
  interrupt(id: number): void {
    this.#send({ type: 'interrupt', id });
  }

  /** Takes no more calls, and ends when those at work have ended. */
  retire(): void {
    this.#retired = true;
    if (this.#listeners.size === 0) {
      this.kill();
    }
  }

  /** Ends it at once. */
  kill(): void {
    this.#intended = true;
    this.#child.kill('SIGKILL');
  }

  #listen(): void {
    this.#child.on('message', (reply: EngineReply) => this.#receive(reply));
    this.#child.on('error', error => this.#end(error.message));
    this.#child.on('exit', (code, signal) =>
      this.#end(`exit ${signal ?? code}: ${this.#stderr.trim()}`),
    );
    this.#child.stderr?.on('data', data => {
      this.#stderr = `${this.#stderr}${data}`.slice(-STDERR_KEPT);
    });
  }

  #receive(reply: EngineReply): void {
    if (reply.type === 'ready') {
      this.#ready = true;
      return;
    }
    const listener = 'id' in reply && this.#listeners.get(reply.id);
    if (!listener) {
      return;
    }
    if (reply.type === 'rows') {
      listener.onRows(reply.rows);
      return;
    }
    this.#listeners.delete(reply.id);
    if (reply.type === 'result') {
      listener.onResult(reply.result);
    } else {
      listener.onFailure(reply.failure);
    }
    if (this.#retired && this.#listeners.size === 0) {
      this.kill();
    }
  }

  #send(request: EngineRequest): void {
    if (this.#child.connected) {
      // A failure to send means that the process is ending, which 'exit' reports.
      this.#child.send(request, () => {});
    }
  }

  #end(reason: string): void {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    const exit = {
      intended: this.#intended,
      wasReady: this.#ready,
      reason,
    };
    const listeners = [...this.#listeners.values()];
    this.#listeners.clear();
    this.#onExit(exit);
    listeners.forEach(listener => listener.onExit(exit));
  }
}
