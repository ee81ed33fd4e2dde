import { z } from 'zod/v4';
import { nearestName } from './nearestName';
import { ProblemError } from './ProblemError';
import { YamlSource } from './YamlSource';

const FORMS: Record<string, string> = {
  string: 'a text',
  array: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  number: 'a number',
};

function formOf(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' && value !== null
    ? 'a map of keys and values'
    : 'a text';
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      value !== null && typeof value === 'object' && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    root,
  );
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.length === 0
    ? 'The header'
    : `'${path
        .map(key => (typeof key === 'number' ? key + 1 : String(key)))
        .join('.')}'`;
}

/** Keys that the map at a path may have. */
export type KeysAt = (path: readonly PropertyKey[]) => readonly string[];

/**
 * Reads a header with a schema.
 *
 * @throws ProblemError with line and reason for every fault, in the words of somebody who writes YAML
 */
export function readHeader<T>(
  source: YamlSource,
  schema: z.ZodType<T>,
  keysAt: KeysAt,
): T {
  const value = source.toValue();
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  throw new ProblemError(
    result.error.issues.flatMap(issue => {
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map(key => {
          const known = keysAt(issue.path);
          const nearest = nearestName(key, known);
          const advice = nearest
            ? `did you mean '${nearest}'?`
            : `known here are ${known.join(', ')}`;
          return {
            line: source.lineOf([...issue.path, key]),
            reason: `The key '${key}' is not known; ${advice}`,
          };
        });
      }
      const line = source.lineOf(issue.path);
      const name = nameOf(issue.path);
      if (issue.code === 'invalid_type') {
        const found = valueAt(value, issue.path);
        const reason =
          found === undefined || found === null
            ? `${name} is missing; add it`
            : `${name} must be ${
                FORMS[issue.expected] ?? issue.expected
              }, but is ${formOf(found)}`;
        return [{ line, reason }];
      }
      return [{ line, reason: `${name} ${issue.message}` }];
    }),
  );
}
