import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';

function nameField(path: PropertyKey[]): string {
  const [first, second, ...rest] = path;
  if (first === 'metadata' && second === 'annotations' && rest.length > 0) {
    return `the annotation ${rest.join('.')}`;
  }
  return path.reduce<string>(
    (name, key) =>
      typeof key === 'number'
        ? `${name}[${key}]`
        : `${name}${name && '.'}${String(key)}`,
    '',
  );
}

/**
 * Checks an entity against the schema of its type.
 *
 * @throws InputError that lists every wrong field by name with how to mend it
 */
export function checkEntity(entity: Entity, schema: z.ZodType): void {
  const result = schema.safeParse(entity);
  if (result.success) {
    return;
  }
  const problems = result.error.issues.map(
    ({ path, message }) => `${nameField(path)} ${message}`,
  );
  throw new InputError(
    `${stringifyEntityRef(entity)} is not a valid ${
      entity.spec?.type
    }: ${problems.join('; ')}`,
  );
}
