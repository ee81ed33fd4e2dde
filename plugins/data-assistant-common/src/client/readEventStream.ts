import { createParser, EventSourceMessage } from 'eventsource-parser';

/**
 * Messages of a server-sent event stream as they arrive. Comments count as a sign of life only. Ends when
 * the server closes the connection; rejects when it breaks or stays silent for `idleTimeoutMs`.
 */
export async function* readEventStream(options: {
  body: ReadableStream<Uint8Array>;
  idleTimeoutMs: number;
  /** Called when the connection stayed silent; must end the body. */
  onIdle: () => void;
}): AsyncGenerator<EventSourceMessage> {
  const { body, idleTimeoutMs, onIdle } = options;
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: message => messages.push(message) });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const idle = setTimeout(onIdle, idleTimeoutMs);
      const { done, value } = await reader
        .read()
        .finally(() => clearTimeout(idle));
      if (done) {
        return;
      }
      parser.feed(decoder.decode(value, { stream: true }));
      yield* messages.splice(0);
    }
  } finally {
    // A body that broke is cancelled already and says so again.
    await reader.cancel().catch(() => undefined);
  }
}
