import { z } from 'zod/v4';
import { ToolForm } from './ToolForm';

const input = z.object({
  question: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .describe('What you need to know, in the language of the asker'),
  choices: z
    .array(z.string().trim().min(1).max(120))
    .max(6)
    .default([])
    .describe(
      'Likely replies to pick from; another one may be written as well',
    ),
});

/** What a model wants to know of the asker. */
export type AskUserInput = z.infer<typeof input>;

/** Waits for the asker. */
export const askUserForm: ToolForm<AskUserInput> = {
  name: 'ask_user',
  description:
    'Asks the asker one thing and waits for the reply. Only where readings of the question would give different answers and neither it nor the context decides; otherwise assume the likeliest reading and say so.',
  input: input as z.ZodType<AskUserInput>,
};
