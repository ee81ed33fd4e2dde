import { ModelRequest } from '@cairn/backstage-plugin-data-assistant-node';

/** What people, models and tools wrote in a conversation. */
export function textsOf({ messages }: ModelRequest): string[] {
  return messages.flatMap(message => [
    message.text,
    ...(message.role === 'assistant'
      ? message.toolCalls.map(call => call.arguments)
      : []),
  ]);
}
