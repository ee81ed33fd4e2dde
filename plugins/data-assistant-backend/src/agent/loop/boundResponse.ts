import {
  ModelResponse,
  ModelToolCall,
} from '@cairn/backstage-plugin-data-assistant-node';
import { toLine, toLines } from '../../context/pack/safeText';

const LONGEST_TEXT = 8_000;
/** SQL is the longest that a tool takes. */
const LONGEST_ARGUMENTS = 60_000;
const CALLS_AT_MOST = 8;
const LONGEST_NAME = 64;

function boundCall({ id, name, arguments: args }: ModelToolCall) {
  return {
    id: id.slice(0, LONGEST_NAME),
    name: name.slice(0, LONGEST_NAME),
    // What is cut is no JSON any more, and is told so.
    arguments: args.slice(0, LONGEST_ARGUMENTS),
  };
}

/** As much of a response as is kept: an endpoint may send any amount. */
export function boundResponse(response: ModelResponse): ModelResponse {
  return {
    ...response,
    text: toLines(response.text, LONGEST_TEXT),
    toolCalls: response.toolCalls.slice(0, CALLS_AT_MOST).map(boundCall),
    model: toLine(response.model, 100),
  };
}
