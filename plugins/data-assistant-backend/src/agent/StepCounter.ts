import { JsonValue } from '@backstage/types';
import { RunDraft } from '@cairn/backstage-plugin-data-assistant-common';
import { RunJournal, RunStep, RunUsage } from '../conversations/RunExecutor';

/** The journal of a run, which counts the steps that its answer took. */
export class StepCounter implements RunJournal {
  static over(journal: RunJournal): StepCounter {
    return new StepCounter(journal);
  }

  readonly #journal: RunJournal;
  #steps = 0;

  private constructor(journal: RunJournal) {
    this.#journal = journal;
  }

  /** Those of earlier attempts that this one goes on from included. */
  get steps(): number {
    return this.#steps;
  }

  get signal(): AbortSignal {
    return this.#journal.signal;
  }

  get usage(): Readonly<RunUsage> {
    return this.#journal.usage;
  }

  async step<T extends JsonValue>(options: RunStep<T>): Promise<T> {
    const result = await this.#journal.step(options);
    this.#steps++;
    return result;
  }

  async ask(question: { text: string; choices: string[] }): Promise<string> {
    const reply = await this.#journal.ask(question);
    this.#steps++;
    return reply;
  }

  draft(draft: RunDraft): void {
    this.#journal.draft(draft);
  }

  usageOfDay(): Promise<RunUsage> {
    return this.#journal.usageOfDay();
  }

  elapsedMs(): number {
    return this.#journal.elapsedMs();
  }

  remainingMs(): number {
    return this.#journal.remainingMs();
  }

  using(used: () => Partial<RunUsage>): void {
    this.#journal.using(used);
  }
}
