import { z } from 'zod/v4';
import { fullEntityRef, isEntityRefText } from '../fullEntityRef';

const TABLE_COLUMN = /^[^\s.*]+(\.[^\s.*]+){2,3}$/;
const ANY_COLUMN = /^\*\.[^\s.*]+$/;

/** A text of at most so many characters that is not empty. */
export function text(max: number) {
  return z
    .string()
    .trim()
    .min(1, 'is empty; write it out or remove the key')
    .max(
      max,
      `has more than ${max.toLocaleString('en')} characters; shorten it`,
    );
}

/** A list of texts in which none is twice. */
export function texts(maxItems: number, maxLength: number) {
  return z
    .array(text(maxLength))
    .max(maxItems, `has more than ${maxItems} entries; remove some`)
    .superRefine((items, context) => {
      const seen = new Set<string>();
      items.forEach((item, index) => {
        const key = item.toLowerCase();
        if (seen.has(key)) {
          context.addIssue({
            code: 'custom',
            path: [index],
            message: `is here twice ('${item}'); keep one`,
          });
        }
        seen.add(key);
      });
    });
}

/** `schema.table.column`. */
export const tableColumn = text(1_000).regex(
  TABLE_COLUMN,
  'must have the form schema.table.column',
);

/** `schema.table.column` or `*.column`. */
export const anyColumn = text(1_000).refine(
  column => TABLE_COLUMN.test(column) || ANY_COLUMN.test(column),
  "must have the form schema.table.column, or '*.column' for every column of that name",
);

/** A number written as text. */
export const numberText = text(32).transform((written, context) => {
  const value = Number(written.replace(/[,_](?=\d{3}(?!\d))/g, ''));
  if (!Number.isFinite(value)) {
    context.addIssue({
      code: 'custom',
      message: `must be a number, but is '${written}'`,
    });
    return z.NEVER;
  }
  return value;
});

/** Full ref of a user or group; a bare name is a user. */
export const authorRef = text(500).transform((written, context) => {
  if (!isEntityRefText(written)) {
    context.addIssue({
      code: 'custom',
      message: 'must be an entity ref such as user:default/ines.moreau',
    });
    return z.NEVER;
  }
  return fullEntityRef(written, { kind: 'user', namespace: 'default' });
});
