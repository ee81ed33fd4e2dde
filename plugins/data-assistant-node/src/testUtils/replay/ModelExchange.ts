import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ModelRequest, ModelResponse } from '../../models';

/** What was asked of a model and what came back; a line of a recording. @public */
export interface ModelExchange {
  /** Of the request; see `hashOfRequest`. */
  hash: string;
  request: ModelRequest;
  response: ModelResponse;
}

const toolCallSchema = z.object({
  id: z.string(),
  name: z.string(),
  arguments: z.string(),
});
const jsonObjectSchema = z.record(z.string(), z.any());
const exchangeSchema = z.object({
  hash: z.string(),
  request: z.object({
    messages: z.array(
      z.discriminatedUnion('role', [
        z.object({ role: z.literal('system'), text: z.string() }),
        z.object({ role: z.literal('user'), text: z.string() }),
        z.object({
          role: z.literal('assistant'),
          text: z.string(),
          toolCalls: z.array(toolCallSchema),
        }),
        z.object({
          role: z.literal('tool'),
          callId: z.string(),
          name: z.string(),
          text: z.string(),
        }),
      ]),
    ),
    tools: z
      .array(
        z.object({
          name: z.string(),
          description: z.string(),
          parameters: jsonObjectSchema,
        }),
      )
      .optional(),
    toolChoice: z.enum(['auto', 'required', 'none']).optional(),
    responseSchema: z
      .object({ name: z.string(), schema: jsonObjectSchema })
      .optional(),
    maxOutputTokens: z.number().optional(),
  }),
  response: z.object({
    text: z.string(),
    toolCalls: z.array(toolCallSchema),
    finish: z.enum(['stop', 'tool-calls', 'length', 'filtered']),
    usage: z
      .object({
        inputTokens: z.number(),
        cachedInputTokens: z.number().optional(),
        outputTokens: z.number(),
      })
      .optional(),
    model: z.string(),
  }),
});

/** The part of a request that decides the response, with the keys of its objects in order. */
export function canonicalRequest(request: ModelRequest): string {
  const { messages, tools, toolChoice, responseSchema } = request;
  return JSON.stringify(
    { messages, responseSchema, toolChoice, tools },
    (_, value) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
          )
        : value,
  );
}

/**
 * SHA-256 over messages, tools, choice of tools and schema of a request, as canonical JSON; in hexadecimal.
 * @public
 */
export function hashOfRequest(request: ModelRequest): string {
  return createHash('sha256').update(canonicalRequest(request)).digest('hex');
}

/**
 * The exchanges of a recording, in order.
 *
 * @throws Error that names the file and the line that is no exchange
 * @public
 */
export async function readModelExchanges(
  path: string,
): Promise<ModelExchange[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    if (!line.trim()) {
      return [];
    }
    try {
      return [exchangeSchema.parse(JSON.parse(line))];
    } catch (error) {
      throw new Error(
        `Line ${index + 1} of the recording ${path} is no exchange: ${error}`,
      );
    }
  });
}
