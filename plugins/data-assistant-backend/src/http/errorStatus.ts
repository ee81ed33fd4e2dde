import { isError } from '@backstage/errors';

/** Errors whose messages are written for whoever called, and the status that each is answered with. */
const STATUSES = new Map<string, number>([
  ['InputError', 400],
  ['AuthenticationError', 401],
  ['NotAllowedError', 403],
  ['NotFoundError', 404],
  ['MethodNotAllowedError', 405],
  ['ConflictError', 409],
  ['PayloadTooLargeError', 413],
  ['TooManyRequestsError', 429],
  ['NotImplementedError', 501],
  ['ServiceUnavailableError', 503],
]);

/** A run that ended without an answer says itself whether it was cancelled (409) or could not go on (503). */
const RUN_ENDED = 'RunEndedError';

/** The HTTP status of an error that may be shown; undefined for any other, whose message stays here. */
export function errorStatus(error: unknown): number | undefined {
  if (!isError(error)) {
    return undefined;
  }
  if (error.name === RUN_ENDED) {
    return error.statusCode === 409 ? 409 : 503;
  }
  return STATUSES.get(error.name);
}
