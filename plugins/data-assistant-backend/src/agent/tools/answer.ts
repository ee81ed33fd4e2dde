import { z } from 'zod/v4';
import { ToolForm } from './ToolForm';

const QUERIES_AT_MOST = 8;
const input = z.object({
  sentence: z
    .string()
    .trim()
    .min(1)
    .max(2_000)
    .describe(
      'The answer in one to three sentences, in the language of the question, with the numbers as the rows have them; plain text or simple Markdown',
    ),
  query: z
    .string()
    .max(20)
    .optional()
    .describe(
      'Id of the query whose rows hold the answer, such as q2; its table is shown. Leave it out only when the answer states no number',
    ),
  supporting: z
    .array(z.string().max(20))
    .max(QUERIES_AT_MOST)
    .default([])
    .describe('Ids of further queries whose numbers the sentence says'),
  chart: z
    .object({
      kind: z.enum(['line', 'bar']),
      x: z.string().max(200).describe('A column of the query'),
      y: z
        .array(z.string().max(200))
        .min(1)
        .max(6)
        .describe('Columns of the query that hold numbers'),
    })
    .optional()
    .describe('Only where a picture helps'),
  citations: z
    .array(z.string().max(400))
    .max(20)
    .default([])
    .describe(
      'Ids of the pieces of context that the answer rests on, as they stand in brackets',
    ),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .describe(
      'How sure you are that this is what was asked and that it is right',
    ),
  assumptions: z
    .array(z.string().max(500))
    .max(8)
    .default([])
    .describe(
      'What you took for granted where the question or the context is silent',
    ),
});

/** What a model says as its answer; nothing of it has been checked against the rows. */
export type AnswerInput = z.infer<typeof input>;

/** Ends the work with an answer. */
export const answerForm: ToolForm<AnswerInput> = {
  name: 'answer',
  description:
    'Ends the work with an answer. Every number in the sentence must stand in a row of the named queries; name the query by its id.',
  input: input as z.ZodType<AnswerInput>,
};
