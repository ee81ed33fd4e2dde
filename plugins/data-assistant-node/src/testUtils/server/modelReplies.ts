import { JsonObject } from '@backstage/types';
import { ModelReply } from './ModelReply';

const LONG_PIECE = 64 * 1024;

/**
 * Replies of the test server: good ones, and those of each misbehaviour.
 * @public
 */
export const modelReplies = {
  say: (text: string): ModelReply => ({ text }),

  call: (
    name: string,
    args: JsonObject | string = {},
    text?: string,
  ): ModelReply => ({
    ...(text === undefined ? {} : { text }),
    toolCalls: [{ name, arguments: args }],
  }),

  /** Several calls in one turn. */
  callAll: (
    calls: { name: string; arguments: JsonObject | string }[],
  ): ModelReply => ({ toolCalls: calls }),

  rateLimited: (retryAfter?: number | string): ModelReply => ({
    fault: {
      kind: 'status',
      status: 429,
      message: 'Rate limit reached',
      ...(retryAfter === undefined
        ? {}
        : { headers: { 'retry-after': String(retryAfter) } }),
    },
  }),

  failing: (status = 500, message = 'The server had an error'): ModelReply => ({
    fault: { kind: 'status', status, message },
  }),

  denied: (): ModelReply => ({
    fault: { kind: 'status', status: 401, message: 'Incorrect API key' },
  }),

  neverAnswering: (): ModelReply => ({ fault: { kind: 'never-answers' } }),

  stalling: (
    afterPieces = 0,
    text = 'Let me look at that step by step.',
  ): ModelReply => ({
    text,
    fault: { kind: 'stalls', afterPieces },
  }),

  dropping: (
    afterPieces = 0,
    text = 'Let me look at that step by step.',
  ): ModelReply => ({
    text,
    fault: { kind: 'drops', afterPieces },
  }),

  truncated: (
    afterPieces = 1,
    text = 'Let me look at that step by step.',
  ): ModelReply => ({
    text,
    fault: { kind: 'truncates', afterPieces },
  }),

  malformedArguments: (name: string): ModelReply => ({
    toolCalls: [{ name, arguments: '{"sql": "SELECT 1' }],
  }),

  unknownTool: (name = 'drop_all_tables'): ModelReply => ({
    toolCalls: [{ name, arguments: {} }],
  }),

  empty: (): ModelReply => ({ text: '' }),

  huge: (bytes = 10 * 1024 * 1024): ModelReply => ({
    text: 'x'.repeat(bytes),
    pieceLength: LONG_PIECE,
  }),

  cutOff: (text: string): ModelReply => ({ text, finish: 'length' }),

  filtered: (text = ''): ModelReply => ({ text, finish: 'content_filter' }),
};

/**
 * A script that never ends: the same call again and again. Arguments made from the number of the request keep it
 * from being one and the same call.
 * @public
 */
export function endlessToolLoop(
  name: string,
  args: (n: number) => JsonObject = () => ({}),
): (request: { n: number }) => ModelReply {
  return ({ n }) => modelReplies.call(name, args(n));
}
