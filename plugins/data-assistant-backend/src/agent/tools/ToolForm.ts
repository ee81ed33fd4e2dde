import { z } from 'zod/v4';

/** What a model may call, as it is told of it. */
export interface ToolForm<Input = unknown> {
  readonly name: string;
  /** For the model: what it does, and when to use it. */
  readonly description: string;
  readonly input: z.ZodType<Input>;
}
