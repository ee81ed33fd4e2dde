import { InputError } from '@backstage/errors';
import type { Request } from 'express';

/** A query parameter that may be there once; an empty one counts as absent. @throws InputError */
export function readQueryText(req: Request, name: string): string | undefined {
  const value = req.query[name];
  if (value === undefined || value === '') {
    return undefined;
  }
  if (typeof value !== 'string') {
    throw new InputError(`The query parameter '${name}' may be given once`);
  }
  return value;
}
