import { EndpointFailure } from './EndpointFailure';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A `fetch` that gives up on a body of more than `maxBytes`: the client itself would read without end into memory.
 *
 * The body has been read whole when it resolves, since the client would read on past the abort of its caller;
 * but for streams of events, which are handed on as they come.
 */
export function boundedFetch(maxBytes: number): typeof fetch {
  return async (input, init) => {
    // A credential is not carried on to wherever a redirect may lead.
    const response = await fetch(input, { ...init, redirect: 'error' });
    const { status, statusText, headers } = response;
    const streamed = /^text\/event-stream\b/i.test(
      headers.get('content-type') ?? '',
    );
    const body =
      streamed && response.body
        ? response.body.pipeThrough(countingStream(maxBytes))
        : await readBody(response, maxBytes);
    return new Response(body, { status, statusText, headers });
  };
}

function countingStream(maxBytes: number): TransformStream<Bytes, Bytes> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) {
        throw tooLong(maxBytes);
      }
      controller.enqueue(chunk);
    },
  });
}

async function readBody(
  response: Response,
  maxBytes: number,
): Promise<Blob | null> {
  if (!response.body) {
    return null;
  }
  const chunks: Bytes[] = [];
  let bytes = 0;
  // Leaving the loop by the throw cancels the stream, and with it the transfer.
  for await (const chunk of response.body as AsyncIterable<Bytes>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw tooLong(maxBytes);
    }
    chunks.push(chunk);
  }
  return new Blob(chunks);
}

function tooLong(maxBytes: number): EndpointFailure {
  return new EndpointFailure(
    'invalid-response',
    `The endpoint's answer is longer than the ${maxBytes} bytes that what was asked for can take`,
  );
}
