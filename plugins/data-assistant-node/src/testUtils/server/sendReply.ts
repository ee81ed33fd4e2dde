import { JsonValue } from '@backstage/types';
import { once } from 'node:events';
import { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { streamPieces, wholeAnswer } from './chatPieces';
import { ModelReply, ModelTestRequest } from './ModelReply';

/** Writes JSON as the whole answer. */
export function sendJson(
  response: ServerResponse,
  body: JsonValue,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(body));
}

/** An error in the form of the protocol. */
export function sendError(
  response: ServerResponse,
  status: number,
  message: string,
  headers?: Record<string, string>,
): void {
  sendJson(
    response,
    { error: { message, type: 'error', param: null, code: null } },
    status,
    headers,
  );
}

/**
 * Sends a reply, or as much of it as its fault allows. Resolves early when `signal` aborts, which it does when the
 * connection is gone.
 *
 */
export async function sendReply(options: {
  reply: ModelReply;
  request: ModelTestRequest;
  response: ServerResponse;
  newCallId: () => string;
  signal: AbortSignal;
}): Promise<void> {
  const { reply, request, response, newCallId, signal } = options;
  if (reply.delayMs) {
    await wait(reply.delayMs, undefined, { signal });
  }
  const { fault } = reply;
  if (fault?.kind === 'never-answers') {
    return;
  }
  if (fault?.kind === 'status') {
    const { status, message = 'error', headers } = fault;
    sendError(response, status, message, headers);
    return;
  }
  const streamed = request.body.stream === true;
  const pieces = streamed
    ? [
        ...streamPieces(reply, request, newCallId).map(
          piece => `data: ${JSON.stringify(piece)}\n\n`,
        ),
        'data: [DONE]\n\n',
      ]
    : halves(JSON.stringify(wholeAnswer(reply, request, newCallId)));
  const sent = fault ? pieces.slice(0, fault.afterPieces) : pieces;
  response.writeHead(200, {
    'content-type': streamed ? 'text/event-stream' : 'application/json',
  });
  if (fault && !sent.length) {
    response.flushHeaders();
  }
  for (const [n, piece] of sent.entries()) {
    if (n && reply.pieceDelayMs) {
      await wait(reply.pieceDelayMs, undefined, { signal });
    }
    if (!response.write(piece)) {
      await once(response, 'drain', { signal });
    }
  }
  if (fault?.kind === 'stalls') {
    return;
  }
  if (fault?.kind === 'drops') {
    // What was written has to be on its way first, or the client sees less of it than was asked for.
    response.socket?.end();
    return;
  }
  const next = fault ? pieces.at(sent.length) : undefined;
  response.end(next?.slice(0, Math.ceil(next.length / 2)));
}

function halves(text: string): string[] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}
