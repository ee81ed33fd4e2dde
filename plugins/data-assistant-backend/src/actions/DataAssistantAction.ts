import type { AnyZodObject, z } from 'zod/v3';
import { Call } from '../access';

/** What the Actions Registry hands to a schema, which wants this version of zod. */
export type Zod = typeof z;

/** Something that another program, as a rule a model, can have done here. */
export interface DataAssistantAction<
  TInput extends AnyZodObject = AnyZodObject,
  TOutput extends AnyZodObject = AnyZodObject,
> {
  /** Unique among all plugins: some clients drop the prefix. */
  name: string;
  title: string;
  /** For a model: when to use it, and what comes back. */
  description: string;
  attributes: { readOnly: boolean; destructive: boolean; idempotent: boolean };
  schema: {
    input: (zod: Zod) => TInput;
    output: (zod: Zod) => TOutput;
  };
  run(options: {
    input: z.infer<TInput>;
    call: Call;
  }): Promise<z.infer<TOutput>>;
}

/** Lets TypeScript infer the types of an action from its schemas. */
export function defineAction<
  TInput extends AnyZodObject,
  TOutput extends AnyZodObject,
>(action: DataAssistantAction<TInput, TOutput>): DataAssistantAction {
  return action;
}

/** Models write an empty text for an argument that they leave out. */
export function given(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}
