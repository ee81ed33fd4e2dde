import {
  ModelProvider,
  ModelRequest,
} from '@cairn/backstage-plugin-data-assistant-node';
import { ModelTestServer } from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { ChatModel } from '../config/readChatModel';
import { EndpointCaller } from '../EndpointCaller';
import { OpenAiModel } from '../OpenAiModel';

export const KEY = 'sk-very-secret';
export const QUESTION =
  'How many streams had our podcasts in Sweden last week?';

export const ask = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [{ role: 'user', text: QUESTION }],
  ...more,
});

/** A model on the server that waits as little as it can between attempts. */
export function connectModel(
  server: ModelTestServer,
  options: Partial<ChatModel> = {},
  caller = EndpointCaller.create({ random: () => 0 }),
): ModelProvider {
  return OpenAiModel.create({
    chat: {
      endpoint: { baseUrl: server.baseUrl, apiKey: KEY, headers: {} },
      model: 'test-model',
      timeoutMs: 5_000,
      firstTokenTimeoutMs: 5_000,
      idleTimeoutMs: 5_000,
      maxOutputTokens: 4_096,
      tokenLimitField: 'max_completion_tokens',
      streamUsage: true,
      ...options,
    },
    caller,
  });
}
