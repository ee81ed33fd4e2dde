import { JsonValue } from '@backstage/types';

/** Keywords that every server with strict schemas takes. */
const KEYWORDS = new Set([
  'type',
  'description',
  'enum',
  'const',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'anyOf',
]);

/**
 * Whether a schema may be enforced to the letter: OpenAI then wants each object closed and each of its properties
 * required, and refuses the request otherwise
 * (https://platform.openai.com/docs/guides/structured-outputs#supported-schemas).
 */
export function isStrictSchema(schema: JsonValue | undefined): boolean {
  if (!schema || typeof schema !== 'object' || Array.isArray(schema)) {
    return false;
  }
  if (!Object.keys(schema).every(key => KEYWORDS.has(key))) {
    return false;
  }
  const { type, properties, required, additionalProperties } = schema;
  const { items, anyOf } = schema;
  if (type === 'object' || properties) {
    const names = Object.keys(properties ?? {});
    const closed =
      additionalProperties === false &&
      names.every(name => Array.isArray(required) && required.includes(name));
    if (!closed) {
      return false;
    }
  }
  return [
    ...Object.values(properties ?? {}),
    ...(items === undefined ? [] : [items]),
    ...(Array.isArray(anyOf) ? anyOf : []),
  ].every(isStrictSchema);
}
