import { z } from 'zod';
import { EndpointFailure } from '../EndpointFailure';

/** Some servers give content in parts, as it is given to them. */
const contentSchema = z.union([
  z.string(),
  z
    .array(z.object({ text: z.string().nullish() }))
    .transform(parts => parts.map(part => part.text ?? '').join('')),
]);

const count = z.number().int().min(0);

/**
 * What is used of an event of the stream. Servers leave out fields, send null for them and add others:
 * calls without index or id, calls whole in one event, arguments as an object, no counts.
 */
const chunkSchema = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        index: count.nullish(),
        finish_reason: z.string().nullish(),
        delta: z
          .object({
            content: contentSchema.nullish(),
            refusal: z.string().nullish(),
            reasoning: z.unknown().optional(),
            reasoning_content: z.unknown().optional(),
            tool_calls: z
              .array(
                z.object({
                  index: count.nullish(),
                  id: z.string().nullish(),
                  function: z
                    .object({
                      name: z.string().nullish(),
                      arguments: z
                        .union([
                          z.string(),
                          z
                            .record(z.string(), z.unknown())
                            .transform(value => JSON.stringify(value)),
                        ])
                        .nullish(),
                    })
                    .nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count.nullish(),
      prompt_tokens_details: z
        .object({ cached_tokens: count.nullish() })
        .nullish(),
    })
    .nullish()
    // A count in another form is none; it is not worth the answer.
    .catch(undefined),
});

export type ChatChunk = z.infer<typeof chunkSchema>;
export type ChatChoice = NonNullable<ChatChunk['choices']>[number];
export type ChatDelta = NonNullable<ChatChoice['delta']>;
export type ChatToolCallDelta = NonNullable<ChatDelta['tool_calls']>[number];

/** @throws EndpointFailure `invalid-response` that says where the event is not as it should be */
export function readChatChunk(value: unknown): ChatChunk {
  const parsed = chunkSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new EndpointFailure(
      'invalid-response',
      `The endpoint's answer is not usable: ${
        issue.path.join('.') || 'an event'
      }: ${issue.message}`,
    );
  }
  return parsed.data;
}
