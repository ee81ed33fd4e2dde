import { LoggerService } from '@backstage/backend-plugin-api';
import { WarehouseError } from '@cairn/backstage-plugin-data-assistant-node';
import { DuckDbWarehouse } from '../config';
import { EngineCalls, EngineFailure, EngineMethod } from '../protocol';
import { EngineAnswer, EngineCall, StopReason } from './EngineCall';
import { EngineMessages } from './EngineMessages';
import { EngineExit, EngineProcess } from './EngineProcess';
import { fileIdentity } from './fileIdentity';
import { startWorker } from './startWorker';

const MAX_RUNNING = 4;
const MAX_WAITING = 200;
/** Time that an interrupted query has to end before its process is killed. */
const GRACE_MS = 2_000;
/** Processes that may end under a call before it is given up. */
const MAX_LOSSES = 2;

/**
 * Gives calls to the engine's process: a few at a time, each within its time, and restarts the process when
 * a query does not stop, when it crashes, and when the data file has changed.
 */
export class Engine {
  readonly #warehouse: DuckDbWarehouse;
  readonly #logger: LoggerService;
  readonly #messages: EngineMessages;
  readonly #waiting: EngineCall[] = [];
  readonly #running = new Set<EngineCall>();
  readonly #processes = new Set<EngineProcess>();
  #current: { process: EngineProcess; identity?: string } | undefined;
  #closed = false;

  private constructor(warehouse: DuckDbWarehouse, logger: LoggerService) {
    this.#warehouse = warehouse;
    this.#logger = logger;
    this.#messages = new EngineMessages(warehouse);
  }

  static create(options: {
    warehouse: DuckDbWarehouse;
    logger: LoggerService;
  }): Engine {
    return new Engine(options.warehouse, options.logger);
  }

  /** Ids of the processes that are alive. */
  pids(): number[] {
    return [...this.#processes].flatMap(({ pid }) => pid ?? []);
  }

  /**
   * @param options - `timeoutMs` counts from now on, waiting for a turn included
   * @throws WarehouseError
   */
  call<M extends EngineMethod>(
    method: M,
    args: EngineCalls[M]['args'],
    options: { timeoutMs: number; signal?: AbortSignal },
  ): Promise<EngineAnswer<M>> {
    const call = new EngineCall(method, args);
    if (this.#closed) {
      call.reject(this.#messages.closed());
    } else if (options.signal?.aborted) {
      call.reject(this.#messages.stopped('cancelled', options.timeoutMs));
    } else if (this.#waiting.length >= MAX_WAITING) {
      call.reject(this.#messages.crowded());
    } else {
      call.watch({
        ...options,
        onStop: reason => this.#stop(call, reason, options.timeoutMs),
      });
      if (method === 'analyze') {
        this.#waiting.unshift(call);
      } else {
        this.#waiting.push(call);
      }
      this.#startNext();
    }
    return call.answer as Promise<EngineAnswer<M>>;
  }

  /** Ends all processes and rejects what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const call of [...this.#waiting.splice(0), ...this.#running]) {
      call.reject(this.#messages.closed());
    }
    for (const process of this.#processes) {
      process.kill();
    }
  }

  #startNext(): void {
    while (this.#waiting.length > 0 && this.#hasRoomFor(this.#waiting[0])) {
      const call = this.#waiting.shift()!;
      if (!call.settled) {
        this.#running.add(call);
        void this.#start(call).catch(error => {
          this.#logger.error('The engine could not be called', error);
          call.reject(this.#messages.notStarted(String(error)));
          this.#finish(call);
        });
      }
    }
  }

  #hasRoomFor(call: EngineCall): boolean {
    const running = [...this.#running];
    // Parsing takes milliseconds and little memory, and is no reason to wait for queries.
    if (call.method === 'analyze' && !call.suspect) {
      return !running.some(other => other.suspect);
    }
    if (call.suspect) {
      return running.length === 0;
    }
    const queries = running.filter(({ method }) => method !== 'analyze');
    return call.starved
      ? queries.length === 0
      : running.length < MAX_RUNNING &&
          !running.some(other => other.suspect || other.starved);
  }

  async #start(call: EngineCall): Promise<void> {
    const identity = await fileIdentity(this.#warehouse.path);
    // Parsing goes on without the file.
    if (!identity && call.method !== 'analyze') {
      this.#logger.warn(`No readable file at ${this.#warehouse.path}`);
      call.reject(this.#messages.unreadable());
    }
    if (call.settled) {
      this.#finish(call);
      return;
    }
    const process = this.#processFor(identity);
    const id = process.call(call.method, call.args, {
      onRows: rows => {
        call.rows.push(...rows);
      },
      onResult: result => {
        call.resolve(result);
        this.#finish(call);
      },
      onFailure: failure => {
        if (failure.code === 'memory' && this.#repeatAlone(call)) {
          return;
        }
        this.#fail(call, process, failure);
        this.#finish(call);
      },
      onExit: exit => this.#lose(call, exit),
    });
    call.place = { process, id };
  }

  #processFor(identity: string | undefined): EngineProcess {
    const current = this.#current;
    if (current?.process.usable) {
      if (!identity || !current.identity || current.identity === identity) {
        current.identity ??= identity;
        return current.process;
      }
      this.#logger.info('The data file has changed; opening it afresh');
      current.process.retire();
    }
    const { path, schema, limits } = this.#warehouse;
    const process = EngineProcess.create({
      child: startWorker({ memoryBytes: limits.memoryBytes }),
      settings: {
        path,
        schema,
        memory: limits.memory,
        threads: limits.threads,
      },
      onExit: exit => {
        this.#processes.delete(process);
        if (!exit.intended) {
          this.#logger.error(`The engine's process ended: ${exit.reason}`);
        }
      },
    });
    this.#processes.add(process);
    this.#current = { process, identity };
    return process;
  }

  #stop(call: EngineCall, reason: StopReason, timeoutMs: number): void {
    call.reject(this.#messages.stopped(reason, timeoutMs));
    const position = this.#waiting.indexOf(call);
    if (position >= 0) {
      this.#waiting.splice(position, 1);
      this.#startNext();
      return;
    }
    const { place } = call;
    if (!place) {
      return;
    }
    place.process.interrupt(place.id);
    setTimeout(() => {
      if (this.#running.has(call) && call.place === place) {
        this.#logger.warn(
          'A query did not stop when interrupted; restarting the engine',
        );
        place.process.kill();
      }
    }, GRACE_MS).unref();
  }

  #fail(
    call: EngineCall,
    process: EngineProcess,
    failure: EngineFailure,
  ): void {
    if (failure.broken || failure.code === 'unavailable') {
      process.retire();
    }
    if (failure.code !== 'invalid-sql' && failure.code !== 'cancelled') {
      this.#logger.warn(`The engine failed: ${failure.detail}`);
    }
    call.reject(this.#messages.failed(failure));
  }

  /**
   * The engine's memory is shared, and whoever asks for the last of it fails. A query that failed beside others is
   * not blamed for what they hold: it runs once more, alone, if its time lasts.
   */
  #repeatAlone(call: EngineCall): boolean {
    if (call.starved || call.settled || this.#running.size === 1) {
      return false;
    }
    call.starved = true;
    call.rows = [];
    this.#waiting.unshift(call);
    this.#finish(call);
    return true;
  }

  #lose(call: EngineCall, exit: EngineExit): void {
    this.#running.delete(call);
    call.place = undefined;
    call.rows = [];
    call.losses += 1;
    if (!call.settled && !this.#closed) {
      if (call.losses < MAX_LOSSES) {
        // Reads have no effects, so it is simply run again; alone if it may itself be the cause.
        call.suspect = !exit.intended;
        this.#waiting.unshift(call);
      } else {
        call.reject(this.#lossError(exit));
      }
    }
    this.#startNext();
  }

  #lossError(exit: EngineExit): WarehouseError {
    if (!exit.wasReady) {
      return this.#messages.notStarted(exit.reason);
    }
    return exit.intended
      ? this.#messages.interrupted()
      : this.#messages.crashed(exit.reason);
  }

  #finish(call: EngineCall): void {
    this.#running.delete(call);
    call.place = undefined;
    this.#startNext();
  }
}
