import { JsonObject, JsonValue } from '@backstage/types';
import { RunDraft } from '@cairn/backstage-plugin-data-assistant-common';
import { RunJournal, RunStep, RunUsage } from '../conversations/RunExecutor';
import { Telemetry } from './Telemetry';

/** A journal each of whose steps leaves a span, when its work is done rather than read from an earlier attempt. */
export class TracedJournal implements RunJournal {
  readonly #journal: RunJournal;
  readonly #telemetry: Telemetry;

  static create(options: {
    journal: RunJournal;
    telemetry: Telemetry;
  }): TracedJournal {
    return new TracedJournal(options.journal, options.telemetry);
  }

  private constructor(journal: RunJournal, telemetry: Telemetry) {
    this.#journal = journal;
    this.#telemetry = telemetry;
  }

  get signal(): AbortSignal {
    return this.#journal.signal;
  }

  get usage(): Readonly<RunUsage> {
    return this.#journal.usage;
  }

  async step<T extends JsonValue>(step: RunStep<T>): Promise<T> {
    const { kind, input, work } = step;
    const tool = kind === 'tool' ? (input as JsonObject).tool : undefined;
    return this.#journal.step({
      ...step,
      work: signal =>
        this.#telemetry.measure(
          {
            name: tool ? `execute_tool ${tool}` : `step ${kind}`,
            attributes: {
              'data_assistant.step.kind': kind,
              ...(tool
                ? {
                    'gen_ai.operation.name': 'execute_tool',
                    'gen_ai.tool.name': String(tool),
                  }
                : {}),
            },
            duration: this.#telemetry.instruments.stepDuration,
          },
          async span => {
            if (tool) {
              this.#telemetry.payload(
                span,
                'gen_ai.tool.call.arguments',
                () => (input as JsonObject).input,
              );
            }
            return work(signal);
          },
        ),
    });
  }

  ask(question: { text: string; choices: string[] }): Promise<string> {
    return this.#journal.ask(question);
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
