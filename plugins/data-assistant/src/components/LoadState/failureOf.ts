import { isError } from '@backstage/errors';

/** What went wrong as far as a reader can act on it. */
export type LoadFailureKind = 'denied' | 'notFound' | 'error';

/** Tells a denied and a missing thing from every other failure; knows `ResponseError` by its cause. */
export function failureOf(error: Error): LoadFailureKind {
  const name = isError(error.cause) ? error.cause.name : error.name;
  if (name === 'NotAllowedError') {
    return 'denied';
  }
  return name === 'NotFoundError' ? 'notFound' : 'error';
}
