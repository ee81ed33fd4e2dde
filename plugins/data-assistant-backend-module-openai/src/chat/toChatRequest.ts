import {
  ModelMessage,
  ModelRequest,
  ModelToolCall,
} from '@cairn/backstage-plugin-data-assistant-node';
import type OpenAI from 'openai';
import { ChatModel } from '../config/readChatModel';
import { isStrictSchema } from './isStrictSchema';

type ChatRequest = OpenAI.ChatCompletionCreateParamsStreaming;

/** What `/chat/completions` is sent for a request. */
export function toChatRequest(
  request: ModelRequest,
  model: ChatModel,
): ChatRequest {
  const { messages, tools, toolChoice, responseSchema } = request;
  return {
    model: model.model,
    messages: messages.map(toChatMessage),
    stream: true,
    ...(model.streamUsage ? { stream_options: { include_usage: true } } : {}),
    [model.tokenLimitField]: Math.min(
      request.maxOutputTokens ?? model.maxOutputTokens,
      model.maxOutputTokens,
    ),
    ...(model.temperature === undefined
      ? {}
      : { temperature: model.temperature }),
    // Servers refuse an empty list, and a choice without one.
    ...(tools?.length
      ? {
          tools: tools.map(({ name, description, parameters }) => ({
            type: 'function' as const,
            function: { name, description, parameters },
          })),
          tool_choice: toolChoice ?? 'auto',
        }
      : {}),
    ...(responseSchema
      ? {
          response_format: {
            type: 'json_schema' as const,
            json_schema: {
              name: responseSchema.name,
              schema: responseSchema.schema,
              strict: isStrictSchema(responseSchema.schema),
            },
          },
        }
      : {}),
  };
}

function toChatMessage(
  message: ModelMessage,
): OpenAI.ChatCompletionMessageParam {
  switch (message.role) {
    case 'assistant':
      return {
        role: 'assistant',
        // Without calls some servers refuse null, with them others refuse empty text.
        content: message.text || (message.toolCalls.length ? null : ''),
        ...(message.toolCalls.length
          ? { tool_calls: message.toolCalls.map(toChatToolCall) }
          : {}),
      };
    case 'tool':
      return {
        role: 'tool',
        tool_call_id: message.callId,
        content: message.text,
      };
    default:
      return { role: message.role, content: message.text };
  }
}

function toChatToolCall(
  call: ModelToolCall,
): OpenAI.ChatCompletionMessageFunctionToolCall {
  return {
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: readableArguments(call.arguments) },
  };
}

/** Servers of chat templates parse the arguments of earlier calls, and fail on what a model once wrote wrong. */
function readableArguments(text: string): string {
  try {
    const value: unknown = JSON.parse(text || '{}');
    if (value && typeof value === 'object' && !Array.isArray(value)) {
      return text || '{}';
    }
  } catch {
    // Told below, in a form that can be parsed.
  }
  return JSON.stringify({ malformed: text });
}
