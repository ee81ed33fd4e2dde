import { InputError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';

const MISMATCH =
  /^request\/(?:body|query|params|headers)\/([\w-]+) must match pattern "(.*)"$/;

/** What a field may be, by its pattern in the OpenAPI file. */
const FORMS: Record<string, string> = {
  '^[\\w:/.-]+$':
    'the name or the entity ref of an entity of the catalog, such as resource:default/podcasts or group:default/podcast-insights',
  '^[A-Za-z0-9-]+$':
    'an id as this API gives it: letters, digits and hyphens alone',
  '^[a-z0-9-]+$': "the name of a pair's file without its ending",
  '^[\\x21-\\x7e]+$':
    'visible ASCII characters without blanks, such as a UUID, chosen once for each question',
  '^[^\\u0000]*$': 'text without NUL characters',
};

/** Other words of the validator, and what to do about them. */
const OTHERS: Record<string, string> = {
  "malformed uri'":
    'The path is not URL-encoded: % must be followed by two hexadecimal digits, and stands for itself as %25',
  "request/headers must have required property 'idempotency-key'":
    "The header 'Idempotency-Key' is missing. Send a value of your own with it, such as a new UUID for each question: a request that is repeated with the same one asks only once",
};

/** Says a validator's word on the form of a request as a person would, with what to do. */
export const explainPatterns: ErrorRequestHandler = (
  error,
  _req,
  _res,
  next,
) => {
  if (!(error instanceof InputError)) {
    next(error);
    return;
  }
  const [, field, pattern] = MISMATCH.exec(error.message) ?? [];
  const form = FORMS[unescaped(pattern ?? '')];
  const message = form ? `'${field}' must be ${form}` : OTHERS[error.message];
  next(message === undefined ? error : new InputError(message));
};

/** A pattern with a control character in it is the same as one with its escape. */
function unescaped(pattern: string): string {
  return pattern.replaceAll('\u0000', '\\u0000');
}
