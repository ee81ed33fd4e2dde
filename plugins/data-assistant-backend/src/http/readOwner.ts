import { InputError } from '@backstage/errors';
import type { Request } from 'express';
import { fullEntityRef } from '../curation/fullEntityRef';
import { readQueryText } from './readQueryText';

/** The owner to filter by, as a full entity ref: a mere name is that of a group in the namespace `default`. @throws InputError */
export function readOwner(req: Request): string | undefined {
  const owner = readQueryText(req, 'owner');
  if (owner === undefined) {
    return undefined;
  }
  try {
    return fullEntityRef(owner, { kind: 'group', namespace: 'default' });
  } catch {
    throw new InputError(
      "'owner' must be an entity ref, such as group:default/podcast-insights, or the name of a group",
    );
  }
}
