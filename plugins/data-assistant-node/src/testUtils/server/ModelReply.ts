import { JsonObject, JsonValue } from '@backstage/types';
import { IncomingHttpHeaders } from 'node:http';
import { ModelUsage } from '../../models';

/** A tool call that the test server makes. @public */
export interface ModelReplyToolCall {
  name: string;
  /** Text goes out as it is, so that it may be no JSON at all. */
  arguments: JsonObject | string;
  /** Default: `call_` and a number that no other call of this server has. */
  id?: string;
}

/**
 * How a reply goes wrong. Pieces are the events of a stream; where nothing is streamed, any number of them
 * above 0 is the first half of the answer.
 *
 * `status`: an error instead of an answer; `never-answers`: not even headers; `stalls`: nothing after so many
 * pieces, with the connection open; `drops`: the connection ends after so many; `truncates`: the answer ends
 * properly, in the middle of the piece after so many.
 * @public
 */
export type ModelFault =
  | {
      kind: 'status';
      status: number;
      message?: string;
      headers?: Record<string, string>;
    }
  | { kind: 'never-answers' }
  | { kind: 'stalls'; afterPieces: number }
  | { kind: 'drops'; afterPieces: number }
  | { kind: 'truncates'; afterPieces: number };

/** What the test server answers to one request. @public */
export interface ModelReply {
  text?: string;
  toolCalls?: ModelReplyToolCall[];
  /** Default: `tool_calls` where there are any, else `stop`. */
  finish?: 'stop' | 'tool_calls' | 'length' | 'content_filter';
  /** Default: counted from the lengths of request and reply. `none`: as servers that do not count. */
  usage?: ModelUsage | 'none';
  fault?: ModelFault;
  /** Characters of text or arguments in one piece of a stream. Default: 24. */
  pieceLength?: number;
  /** Before anything is sent. Default: 0, without a timer. */
  delayMs?: number;
  /** Before each piece of a stream but the first. Default: 0, without a timer. */
  pieceDelayMs?: number;
  /** Sent in place of all of the above but the fault: the events of a stream, or the one body. */
  pieces?: JsonValue[];
}

/** What `POST /v1/chat/completions` takes, as far as tests look at it. @public */
export interface ModelTestBody {
  [key: string]: unknown;
  model: string;
  messages: {
    role: string;
    content?: string | null;
    tool_calls?: {
      id: string;
      type: string;
      function: { name: string; arguments: string };
    }[];
    tool_call_id?: string;
  }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  tools?: { type: string; function: { name: string } }[];
}

/** How an exchange ended. `hung-up`: the client went away before the end. @public */
export type ModelTestOutcome = 'answered' | 'dropped' | 'hung-up';

/** A request for a completion that the test server got. @public */
export interface ModelTestRequest {
  /** 1 for the first. */
  n: number;
  /** With its query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: ModelTestBody;
  /** Length of the body. */
  bytes: number;
  /** Resolves when the exchange is over. */
  ended: Promise<ModelTestOutcome>;
}

/** Replies in the order of the requests, or one made for each. @public */
export type ModelScript =
  | readonly ModelReply[]
  | ((request: ModelTestRequest) => ModelReply | Promise<ModelReply>);
