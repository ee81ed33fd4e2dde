import { CellValue } from '@cairn/backstage-plugin-data-assistant-common';
import { WarehouseError } from '@cairn/backstage-plugin-data-assistant-node';
import { EngineCalls, EngineMethod } from '../protocol';
import { EngineProcess } from './EngineProcess';

/** What a call ends with. */
export interface EngineAnswer<M extends EngineMethod> {
  result: EngineCalls[M]['result'];
  /** Of `query` only. */
  rows: CellValue[][];
}

/** Why a call is to be stopped. */
export type StopReason = 'timeout' | 'cancelled';

/** A call from the moment it is asked for until its answer, over a process that ends in between too. */
export class EngineCall {
  readonly answer: Promise<EngineAnswer<EngineMethod>>;
  rows: CellValue[][] = [];
  /** How many processes ended under it. */
  losses = 0;
  /** It may be what ended the process, so it runs alone. */
  suspect = false;
  /** Memory was short while others ran, so it runs alone. */
  starved = false;
  /** Where it runs now. */
  place: { process: EngineProcess; id: number } | undefined;
  #settled = false;
  #resolve!: (answer: EngineAnswer<EngineMethod>) => void;
  #reject!: (error: WarehouseError) => void;
  #release: () => void = () => {};

  constructor(
    readonly method: EngineMethod,
    readonly args: EngineCalls[EngineMethod]['args'],
  ) {
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get settled(): boolean {
    return this.#settled;
  }

  /** Calls back once when the time is over or the caller gives up, unless the answer comes first. */
  watch(options: {
    timeoutMs: number;
    signal?: AbortSignal;
    onStop: (reason: StopReason) => void;
  }): void {
    const { timeoutMs, signal, onStop } = options;
    const onAbort = () => onStop('cancelled');
    const timer = setTimeout(() => onStop('timeout'), timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#release = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
  }

  resolve(result: EngineCalls[EngineMethod]['result']): void {
    if (this.#settle()) {
      this.#resolve({ result, rows: this.rows });
    }
  }

  reject(error: WarehouseError): void {
    if (this.#settle()) {
      this.#reject(error);
    }
  }

  #settle(): boolean {
    const first = !this.#settled;
    this.#settled = true;
    this.#release();
    return first;
  }
}
