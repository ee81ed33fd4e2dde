import {
  KubernetesValidatorFunctions,
  parseEntityRef,
} from '@backstage/catalog-model';
import { z } from 'zod/v4';

function isRefTo(ref: string, kinds: [string, ...string[]]): boolean {
  try {
    const { kind, namespace, name } = parseEntityRef(ref, {
      defaultKind: kinds[0],
    });
    return (
      kinds.includes(kind.toLowerCase()) &&
      KubernetesValidatorFunctions.isValidNamespace(namespace.toLowerCase()) &&
      KubernetesValidatorFunctions.isValidObjectName(name)
    );
  } catch {
    // It throws at nothing but the form of the ref, which the schema reports with a remedy.
    return false;
  }
}

/**
 * An entity ref as text.
 *
 * @param kinds - that it may have, in lower case; the first is meant when none is written
 * @param example - of a ref, for the message
 */
export function refSchema(options: {
  kinds: [string, ...string[]];
  example: string;
}) {
  const { kinds, example } = options;
  const remedy = `write the ref of a ${kinds.join(' or ')}, such as ${example}`;
  return z
    .string({
      error: ({ input }) =>
        input === undefined
          ? `is missing; ${remedy}`
          : `must be text; ${remedy}`,
    })
    .superRefine((ref, context) => {
      if (!isRefTo(ref, kinds)) {
        context.addIssue({
          code: 'custom',
          message: `must not be '${ref}'; ${remedy}`,
        });
      }
    });
}

/** Who owns a cluster or a dataset. A ref without a kind is a group, as everywhere in the catalog. */
export const ownerSchema = refSchema({
  kinds: ['group', 'user'],
  example: 'group:default/podcast-insights',
});
