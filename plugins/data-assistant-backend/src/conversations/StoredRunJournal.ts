import { JsonValue } from '@backstage/types';
import { RunDraft } from '@cairn/backstage-plugin-data-assistant-common';
import { performance } from 'node:perf_hooks';
import { DraftWriter } from './DraftWriter';
import { hashJson } from './hashJson';
import { RunJournal, RunStep, RunUsage } from './RunExecutor';
import { RunLease } from './RunLease';
import { RunJournalStore, StoredStep } from './RunJournalStore';
import { RunQuestionStore } from './RunQuestionStore';
import {
  addUsage,
  NO_USAGE,
  RunUsageStore,
  WorkedUsage,
} from './RunUsageStore';

/** Time worked is written with a step that used something up, or when this much has come together. */
const UNWRITTEN_TIME_MS = 1_000;

/** What a journal is kept in. */
export interface RunJournalDeps {
  journals: RunJournalStore;
  questions: RunQuestionStore;
  usages: RunUsageStore;
}

interface Options extends RunJournalDeps {
  lease: RunLease;
  /** Milliseconds to the run's deadline. */
  remainingMs: number;
  signal: AbortSignal;
  drafts: DraftWriter;
  /** Ends the attempt: the run waits for its asker. */
  suspend: () => void;
}

/** The journal of one attempt: replays what earlier attempts have written, and appends to it. */
export class StoredRunJournal implements RunJournal {
  static async open(options: Options): Promise<StoredRunJournal> {
    const { journals, usages, lease } = options;
    // Nobody else has had the run at its first epoch.
    const isFirst = lease.epoch === 1;
    return new StoredRunJournal(
      options,
      isFirst ? [] : await journals.readSteps(lease.runId),
      isFirst ? NO_USAGE : await usages.ofRun(lease.runId),
    );
  }

  readonly signal: AbortSignal;
  readonly #options: Options;
  readonly #earlier: StoredStep[];
  readonly #openedAt = performance.now();
  readonly #earlierMs: number;
  #usage: RunUsage;
  #writtenMs = 0;
  #taken = 0;
  #busy = false;
  #using?: () => Partial<RunUsage>;

  private constructor(
    options: Options,
    earlier: StoredStep[],
    { activeMs, ...usage }: WorkedUsage,
  ) {
    this.#options = options;
    this.signal = options.signal;
    this.#earlier = earlier;
    this.#earlierMs = activeMs;
    this.#usage = usage;
  }

  get usage(): Readonly<RunUsage> {
    return this.#usage;
  }

  async usageOfDay(): Promise<RunUsage> {
    const { usages, lease } = this.#options;
    return usages.ofDay(lease.userRef);
  }

  elapsedMs(): number {
    return Math.round(this.#earlierMs + performance.now() - this.#openedAt);
  }

  remainingMs(): number {
    const workedMs = performance.now() - this.#openedAt;
    return Math.round(this.#options.remainingMs - workedMs);
  }

  using(used: () => Partial<RunUsage>): void {
    this.#using = used;
  }

  draft(draft: RunDraft): void {
    if (!this.signal.aborted) {
      this.#options.drafts.write(draft);
    }
  }

  /** @throws Error when another step of this run has not ended yet */
  async step<T extends JsonValue>(options: RunStep<T>): Promise<T> {
    return this.#oneAtATime(options.kind, () => this.#take(options));
  }

  /** @throws Error when another step of this run has not ended yet */
  async ask(question: { text: string; choices: string[] }): Promise<string> {
    const reply = await this.#oneAtATime('question', () => this.#ask(question));
    // The signal aborts what else this attempt does; whoever awaits the reply is to see no error.
    return reply ?? new Promise<never>(() => {});
  }

  /** Called when the run is about to be answered: steps that only an earlier attempt took do not count. */
  async complete(): Promise<void> {
    await this.#options.drafts.settle();
    if (this.#earlier.length > this.#taken) {
      await this.#drop(this.#taken + 1);
    }
  }

  /** What was used up since the last of it was written, time and the step under way included. */
  unwritten(used = this.#using?.()): WorkedUsage {
    const workedMs = Math.round(performance.now() - this.#openedAt);
    return { ...NO_USAGE, ...used, activeMs: workedMs - this.#writtenMs };
  }

  async #oneAtATime<T>(kind: string, work: () => Promise<T>): Promise<T> {
    if (this.#busy) {
      throw new Error(
        `Step '${kind}' began before the step before it had ended; steps of a run follow one another`,
      );
    }
    this.signal.throwIfAborted();
    this.#busy = true;
    this.#using = undefined;
    try {
      return await work();
    } finally {
      this.#busy = false;
    }
  }

  async #take<T extends JsonValue>(options: RunStep<T>): Promise<T> {
    const { kind, input, title, detail, view, usage, work } = options;
    const inputHash = hashJson([kind, input]);
    const earlier = await this.#replay(kind, inputHash);
    if (earlier) {
      return earlier.result as T;
    }
    const n = this.#taken + 1;
    const result = await work(this.signal);
    this.signal.throwIfAborted();
    await this.#options.drafts.settle();
    const used = usage?.(result);
    const unwritten = this.unwritten(used ?? {});
    const isWritten = used || unwritten.activeMs >= UNWRITTEN_TIME_MS;
    await this.#options.journals.appendStep(this.#options.lease, {
      n,
      kind,
      inputHash,
      result,
      view: {
        title: typeof title === 'function' ? title(result) : title,
        detail: typeof detail === 'function' ? detail(result) : detail,
        ...view?.(result),
      },
      ...(isWritten ? { usage: unwritten } : {}),
    });
    if (isWritten) {
      this.#writtenMs += unwritten.activeMs;
      this.#usage = addUsage(this.#usage, used ?? {});
    }
    this.#using = undefined;
    this.#taken = n;
    return result;
  }

  async #ask(question: {
    text: string;
    choices: string[];
  }): Promise<string | undefined> {
    const { text, choices } = question;
    const inputHash = hashJson(['question', { text, choices }]);
    const earlier = await this.#replay('question', inputHash);
    if (earlier) {
      return earlier.result as string;
    }
    await this.#options.drafts.settle();
    await this.#options.questions.ask(
      this.#options.lease,
      { n: this.#taken + 1, text, choices, inputHash },
      this.unwritten(),
    );
    this.#options.suspend();
    return undefined;
  }

  /** The next step of an earlier attempt, when it is this one; else that attempt's further steps are void. */
  async #replay(
    kind: string,
    inputHash: string,
  ): Promise<StoredStep | undefined> {
    const n = this.#taken + 1;
    const earlier = this.#earlier[n - 1];
    if (earlier?.kind === kind && earlier.inputHash === inputHash) {
      this.#taken = n;
      return earlier;
    }
    if (earlier) {
      await this.#drop(n);
    }
    return undefined;
  }

  async #drop(n: number): Promise<void> {
    await this.#options.journals.dropSteps(
      this.#options.lease,
      n,
      'The question was taken up again, and took another course.',
    );
    this.#earlier.length = n - 1;
  }
}
