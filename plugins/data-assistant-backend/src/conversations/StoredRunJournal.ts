import { JsonValue } from '@backstage/types';
import { hashJson } from './hashJson';
import { RunJournal, RunStep } from './RunExecutor';
import { RunLease } from './RunLease';
import { RunJournalStore, StoredStep } from './RunJournalStore';

/** The journal of one attempt: replays what earlier attempts have written, and appends to it. */
export class StoredRunJournal implements RunJournal {
  static async open(options: {
    store: RunJournalStore;
    lease: RunLease;
    signal: AbortSignal;
  }): Promise<StoredRunJournal> {
    const { store, lease, signal } = options;
    const steps = await store.readSteps(lease.runId);
    return new StoredRunJournal(store, lease, signal, steps);
  }

  readonly signal: AbortSignal;
  readonly #store: RunJournalStore;
  readonly #lease: RunLease;
  readonly #earlier: StoredStep[];
  #taken = 0;
  #busy = false;

  private constructor(
    store: RunJournalStore,
    lease: RunLease,
    signal: AbortSignal,
    earlier: StoredStep[],
  ) {
    this.#store = store;
    this.#lease = lease;
    this.signal = signal;
    this.#earlier = earlier;
  }

  /** @throws Error when another step of this run has not ended yet */
  async step<T extends JsonValue>(options: RunStep<T>): Promise<T> {
    if (this.#busy) {
      throw new Error(
        `Step '${options.kind}' began before the step before it had ended; steps of a run follow one another`,
      );
    }
    this.signal.throwIfAborted();
    this.#busy = true;
    try {
      return await this.#take(options);
    } finally {
      this.#busy = false;
    }
  }

  /** Called when the run is about to be answered: steps that only an earlier attempt took do not count. */
  async complete(): Promise<void> {
    if (this.#earlier.length > this.#taken) {
      await this.#drop(this.#taken + 1);
    }
  }

  async #take<T extends JsonValue>(options: RunStep<T>): Promise<T> {
    const { kind, input, title, detail, work } = options;
    const n = this.#taken + 1;
    const inputHash = hashJson([kind, input]);
    const earlier = this.#earlier[n - 1];
    if (earlier?.kind === kind && earlier.inputHash === inputHash) {
      this.#taken = n;
      return earlier.result as T;
    }
    if (earlier) {
      await this.#drop(n);
    }
    const result = await work(this.signal);
    this.signal.throwIfAborted();
    await this.#store.appendStep(this.#lease, {
      n,
      kind,
      inputHash,
      result,
      title: typeof title === 'function' ? title(result) : title,
      detail: typeof detail === 'function' ? detail(result) : detail,
    });
    this.#taken = n;
    return result;
  }

  async #drop(n: number): Promise<void> {
    await this.#store.dropSteps(
      this.#lease,
      n,
      'The question was taken up again, and took another course.',
    );
    this.#earlier.length = n - 1;
  }
}
