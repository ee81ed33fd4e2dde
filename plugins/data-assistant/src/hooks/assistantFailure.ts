import { isError } from '@backstage/errors';

/** What went wrong with a conversation as far as its reader can act on it. */
export type AssistantFailureKind =
  | 'denied'
  | 'notFound'
  | 'offline'
  | 'invalid'
  | 'error';

/** A failure for people; `message` is only what the backend says to whoever asks. */
export interface AssistantFailure {
  kind: AssistantFailureKind;
  message?: string;
}

const KINDS: Record<string, AssistantFailureKind> = {
  NotAllowedError: 'denied',
  NotFoundError: 'notFound',
  InputError: 'invalid',
  ConflictError: 'invalid',
  TooManyRequestsError: 'invalid',
};

/** Reads a rejection of the client: a `ResponseError` by its cause, and what `fetch` throws when nothing answers. */
export function assistantFailure(error: unknown): AssistantFailure {
  if (!isError(error)) {
    return { kind: 'error' };
  }
  const cause = isError(error.cause) ? error.cause : undefined;
  const kind = KINDS[cause?.name ?? error.name];
  if (kind === 'invalid') {
    return { kind, message: cause?.message };
  }
  if (!kind && error.name === 'TypeError') {
    return { kind: 'offline' };
  }
  return { kind: kind ?? 'error' };
}
