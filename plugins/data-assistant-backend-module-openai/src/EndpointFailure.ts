import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
} from 'openai';
import { isError } from '@backstage/errors';
import { ModelEndpointError } from '@cairn/backstage-plugin-data-assistant-node';

type Code = ModelEndpointError['code'];

/** What the endpoint says is cut off here; some send whole pages of HTML. */
const DETAIL_MAX_LENGTH = 300;
const NUMBER = /^\d+(\.\d+)?$/;
const FAILED_INSIDE = 500;
const OF_THE_INPUT = new Set([400, 413, 422]);
/** Of the 4xx, those that another try may not meet again. */
const PASSING = new Set([408, 409, 424, 425]);
/** How the HTTP client of Node.js calls a body without its end. */
const BROKEN_OFF = /^(terminated|other side closed|aborted|read ECONNRESET)$/;

/** A failed call to an endpoint, and how long it wants to be left alone. */
export class EndpointFailure extends ModelEndpointError {
  /** From `Retry-After`. */
  readonly retryAfterMs?: number;
  /** Something of the answer has been handed on, so that another attempt would say it twice. */
  readonly begun: boolean;

  constructor(
    code: Code,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number; begun?: boolean } = {},
  ) {
    super(code, message, options);
    this.retryAfterMs = options.retryAfterMs;
    this.begun = options.begun ?? false;
  }
}

/** Why a signal aborted: its owner gave up, or its time was over. */
export function failureOfAbort(signal: AbortSignal): EndpointFailure {
  const { reason } = signal;
  if (reason instanceof EndpointFailure) {
    return reason;
  }
  return isError(reason) && reason.name === 'TimeoutError'
    ? new EndpointFailure('timeout', 'The endpoint did not answer in time', {
        cause: reason,
      })
    : new EndpointFailure('cancelled', 'The call was cancelled', {
        cause: reason,
      });
}

/** Any error of the client as one of ours. `signal` is the one that the call was made with. */
export function toEndpointFailure(
  error: unknown,
  signal: AbortSignal,
): EndpointFailure {
  const known = [error, causeOf(error), causeOf(causeOf(error))].find(
    candidate => candidate instanceof EndpointFailure,
  );
  if (known) {
    return known;
  }
  if (signal.aborted) {
    return failureOfAbort(signal);
  }
  if (error instanceof APIConnectionTimeoutError) {
    return new EndpointFailure(
      'timeout',
      'The endpoint did not answer in time',
      { cause: error },
    );
  }
  if (error instanceof APIConnectionError) {
    return new EndpointFailure(
      'unavailable',
      `The endpoint cannot be reached: ${deepestMessage(error)}`,
      { cause: error },
    );
  }
  if (error instanceof APIError) {
    // Within a stream an error has no status of HTTP, and at best one in its text.
    const status = error.status ?? Number(error.code);
    return new EndpointFailure(
      codeOf(status || FAILED_INSIDE),
      status === 401
        ? // What is said of a key often holds a part of it.
          'The endpoint answered 401: it refuses the credentials'
        : `The endpoint answered ${cut(error.message)}`,
      { cause: error, retryAfterMs: readRetryAfter(error.headers) },
    );
  }
  if (BROKEN_OFF.test(deepestMessage(error))) {
    return new EndpointFailure(
      'unavailable',
      'The endpoint ended the connection in the middle of its answer',
      { cause: error },
    );
  }
  return new EndpointFailure(
    'invalid-response',
    `The endpoint's answer cannot be read: ${cut(deepestMessage(error))}`,
    { cause: error },
  );
}

/** A refusal is put down to the input only where the status says so; others want an administrator. */
function codeOf(status: number): Code {
  if (status === 429) {
    return 'rate-limited';
  }
  if (OF_THE_INPUT.has(status)) {
    return 'bad-input';
  }
  return status >= 400 && status < 500 && !PASSING.has(status)
    ? 'denied'
    : 'unavailable';
}

/**
 * Seconds or a date (RFC 9110, section 10.2.3), in milliseconds from now; or milliseconds, as OpenAI and Azure send
 * them too.
 */
export function readRetryAfter(headers?: Headers): number | undefined {
  const exact = headers?.get('retry-after-ms')?.trim();
  const value = headers?.get('retry-after')?.trim();
  if (exact && NUMBER.test(exact)) {
    return Number(exact);
  }
  if (!value) {
    return undefined;
  }
  const ms = NUMBER.test(value)
    ? Number(value) * 1_000
    : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function causeOf(error: unknown): unknown {
  return isError(error) ? error.cause : undefined;
}

/** `fetch failed` says nothing; what is below it does. */
function deepestMessage(error: unknown): string {
  let deepest = error;
  while (isError(causeOf(deepest))) {
    deepest = causeOf(deepest);
  }
  const { message, code } = deepest as { message?: string; code?: string };
  return message || code || String(deepest);
}

function cut(text: string): string {
  return text.length > DETAIL_MAX_LENGTH
    ? `${text.slice(0, DETAIL_MAX_LENGTH)}…`
    : text;
}
