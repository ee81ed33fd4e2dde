import { JsonValue } from '@backstage/types';
import { RunStepView } from '@cairn/backstage-plugin-data-assistant-common';
import { z } from 'zod/v4';
import { RunRequest, RunUsage } from '../../conversations/RunExecutor';
import { AgentNotes } from './AgentNotes';

/** What a tool may touch. Everything in it is the asker's right, whatever a model writes as arguments. */
export interface ToolContext {
  request: RunRequest;
  /** What the run has seen so far; tools read it, and never write to it in `work`. */
  notes: AgentNotes;
  signal: AbortSignal;
}

/**
 * Something that a model may do: one read of the world, whose result is kept in the journal. All else is derived
 * from that result, so that a resumed run comes to the same state without doing it again.
 */
export interface AgentTool<
  Input = unknown,
  Result extends JsonValue = JsonValue,
> {
  readonly name: string;
  /** For the model: what it does, and when to use it. */
  readonly description: string;
  readonly input: z.ZodType<Input>;
  /** What is being done, for those who watch. */
  title(input: Input): string;
  /**
   * Failures that another try of the model may mend are results; whatever else goes wrong rejects, with a
   * `RunFailure` where no other attempt would do better.
   */
  work(input: Input, context: ToolContext): Promise<Result>;
  /** What was done, for those who watch. */
  view(
    input: Input,
    result: Result,
  ): Pick<RunStepView, 'title' | 'detail' | 'sql' | 'outcome'>;
  usage?(result: Result): Partial<RunUsage>;
  /** Adds to the notes what the model has seen by this result. */
  note(input: Input, result: Result, notes: AgentNotes): void;
  /** The result for the model: Markdown, with all that others wrote delimited as data. */
  render(input: Input, result: Result): string;
}
