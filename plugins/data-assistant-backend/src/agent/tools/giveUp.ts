import { z } from 'zod/v4';
import { ToolForm } from './ToolForm';

const input = z.object({
  missing: z
    .string()
    .trim()
    .min(1)
    .max(1_000)
    .describe(
      'What the context lacks, for the experts who could add it: which data, term or definition; in the language of the question',
    ),
  cluster: z
    .string()
    .max(300)
    .optional()
    .describe('Id of the cluster where it should be, if one is near'),
});

/** Why a model cannot answer. */
export type GiveUpInput = z.infer<typeof input>;

/** Ends the work without an answer. */
export const giveUpForm: ToolForm<GiveUpInput> = {
  name: 'give_up',
  description:
    'Ends the work without an answer, when the context and the datasets do not cover the question. Say what is missing: its owners are told. This is better than a guess.',
  input: input as z.ZodType<GiveUpInput>,
};
