import { JsonObject, JsonValue } from '@backstage/types';
import { ModelReply, ModelTestRequest } from './ModelReply';

const PIECE_LENGTH = 24;
const CHARACTERS_PER_TOKEN = 4;
/** Fixed, so that recorded exchanges of two runs are the same. */
const CREATED = 1_700_000_000;

interface ToolCall {
  id: string;
  name: string;
  arguments: string;
}

/** A reply with its defaults filled in, in the words of the protocol. */
interface Completion {
  text: string;
  toolCalls: ToolCall[];
  finish: string;
  usage?: JsonObject;
}

/** The events of a stream (`object: 'chat.completion.chunk'`), `[DONE]` left out. */
export function streamPieces(
  reply: ModelReply,
  request: ModelTestRequest,
  newCallId: () => string,
): JsonValue[] {
  if (reply.pieces) {
    return reply.pieces;
  }
  const completion = complete(reply, request, newCallId);
  const withUsage =
    request.body.stream_options?.include_usage === true && completion.usage;
  const length = reply.pieceLength ?? PIECE_LENGTH;
  const piece = (choices: JsonValue[], usage: JsonValue = null) => ({
    id: `chatcmpl-${request.n}`,
    object: 'chat.completion.chunk',
    created: CREATED,
    model: request.body.model,
    choices,
    ...(withUsage ? { usage } : {}),
  });
  const delta = (change: JsonObject, finish: string | null = null) =>
    piece([{ index: 0, delta: change, finish_reason: finish, logprobs: null }]);

  return [
    delta({ role: 'assistant', content: completion.text ? '' : null }),
    ...cut(completion.text, length).map(content => delta({ content })),
    ...completion.toolCalls.flatMap((call, index) => [
      delta({
        tool_calls: [
          {
            index,
            id: call.id,
            type: 'function',
            function: { name: call.name, arguments: '' },
          },
        ],
      }),
      ...cut(call.arguments, length).map(part =>
        delta({ tool_calls: [{ index, function: { arguments: part } }] }),
      ),
    ]),
    delta({}, completion.finish),
    ...(withUsage ? [piece([], completion.usage)] : []),
  ];
}

/** The body of an answer that is not streamed (`object: 'chat.completion'`). */
export function wholeAnswer(
  reply: ModelReply,
  request: ModelTestRequest,
  newCallId: () => string,
): JsonValue {
  if (reply.pieces) {
    return reply.pieces[0] ?? null;
  }
  const completion = complete(reply, request, newCallId);
  return {
    id: `chatcmpl-${request.n}`,
    object: 'chat.completion',
    created: CREATED,
    model: request.body.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: completion.text || null,
          refusal: null,
          ...(completion.toolCalls.length
            ? {
                tool_calls: completion.toolCalls.map(call => ({
                  id: call.id,
                  type: 'function',
                  function: { name: call.name, arguments: call.arguments },
                })),
              }
            : {}),
        },
        finish_reason: completion.finish,
        logprobs: null,
      },
    ],
    ...(completion.usage ? { usage: completion.usage } : {}),
  };
}

function complete(
  reply: ModelReply,
  request: ModelTestRequest,
  newCallId: () => string,
): Completion {
  const toolCalls = (reply.toolCalls ?? []).map(call => ({
    id: call.id ?? newCallId(),
    name: call.name,
    arguments:
      typeof call.arguments === 'string'
        ? call.arguments
        : JSON.stringify(call.arguments),
  }));
  const text = reply.text ?? '';
  return {
    text,
    toolCalls,
    finish: reply.finish ?? (toolCalls.length ? 'tool_calls' : 'stop'),
    ...(reply.usage === 'none'
      ? {}
      : {
          usage: usageOf(
            reply.usage ?? {
              inputTokens: Math.ceil(request.bytes / CHARACTERS_PER_TOKEN),
              outputTokens: Math.ceil(
                toolCalls.reduce(
                  (sum, call) => sum + call.arguments.length,
                  text.length,
                ) / CHARACTERS_PER_TOKEN,
              ),
            },
          ),
        }),
  };
}

function usageOf(usage: {
  inputTokens: number;
  cachedInputTokens?: number;
  outputTokens: number;
}): JsonObject {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    ...(usage.cachedInputTokens === undefined
      ? {}
      : { prompt_tokens_details: { cached_tokens: usage.cachedInputTokens } }),
  };
}

function cut(text: string, length: number): string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length; start += length) {
    parts.push(text.slice(start, start + length));
  }
  return parts;
}
