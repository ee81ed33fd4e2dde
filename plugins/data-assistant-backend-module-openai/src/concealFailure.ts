import { concealEcho } from './concealEcho';
import { OpenAiEndpoint } from './config/readEndpoint';
import { EndpointFailure } from './EndpointFailure';

/** Failures of these codes are in our own words. */
const QUOTES_NOTHING = new Set(['timeout', 'cancelled']);

/** A failure for the log: without the credentials of its endpoint, and without the texts that were sent. */
export function concealFailure(
  failure: EndpointFailure,
  options: {
    endpoint: OpenAiEndpoint;
    texts: readonly string[];
    begun?: boolean;
  },
): EndpointFailure {
  const { apiKey, headers } = options.endpoint;
  const message = concealEcho(failure.message, {
    texts: QUOTES_NOTHING.has(failure.code) ? [] : options.texts,
    secrets: [...(apiKey ? [apiKey] : []), ...Object.values(headers)],
  });
  // Without its cause, which holds what the endpoint said as it was.
  return new EndpointFailure(failure.code, message, {
    retryAfterMs: failure.retryAfterMs,
    begun: options.begun,
  });
}
