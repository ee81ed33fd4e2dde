import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

// Stricter than parseEntityRef, which takes `a:b:c/d`.
const ENTITY_REF = /^([\w-]+:)?([\w.-]+\/)?[\w.-]+$/;
const MAX_LENGTH = 500;

/** True for what may stand as an entity ref, with or without kind and namespace. */
export function isEntityRefText(ref: unknown): ref is string {
  return (
    typeof ref === 'string' && ref.length <= MAX_LENGTH && ENTITY_REF.test(ref)
  );
}

/**
 * The full ref, in lower case, of one that may lack kind and namespace.
 *
 * @throws TypeError when it is no ref
 */
export function fullEntityRef(
  ref: unknown,
  defaults: { kind: string; namespace: string },
): string {
  if (!isEntityRefText(ref)) {
    throw new TypeError(`${JSON.stringify(ref)} is no entity ref`);
  }
  return stringifyEntityRef(
    parseEntityRef(ref, {
      defaultKind: defaults.kind,
      defaultNamespace: defaults.namespace,
    }),
  );
}
