import { ANNOTATION_TABLE } from '@cairn/backstage-plugin-data-assistant-common';
import { Duration } from 'luxon';
import { z } from 'zod/v4';
import { ownerSchema } from './refSchema';

const TABLE = /^[^\s."'`;]+\.[^\s."'`;]+$/;
const TABLE_FORM =
  'write the table or view as schema.table, such as podcasts.streams';
const RHYTHM_FORM =
  'must be an ISO 8601 duration above zero, such as P1D for daily or PT1H for hourly; correct it, or remove the key';
const PARTITION_COLUMN_FORM =
  'must be the name of the column that partitions the table by day; correct it, or remove the key';

function isRhythm(written: string): boolean {
  const duration = Duration.fromISO(written);
  return duration.isValid && duration.toMillis() > 0;
}

/** What a Resource of type `dataset` must hold; other fields are free. */
export const datasetSchema = z.object({
  metadata: z.object({
    annotations: z
      .object({
        [ANNOTATION_TABLE]: z
          .string({ error: `is missing; ${TABLE_FORM}` })
          .superRefine((table, context) => {
            if (!TABLE.test(table)) {
              context.addIssue({
                code: 'custom',
                message: `must not be '${table}'; ${TABLE_FORM}`,
              });
            }
          }),
      })
      .prefault({} as Record<typeof ANNOTATION_TABLE, string>),
  }),
  spec: z.object({
    owner: ownerSchema,
    partitionColumn: z
      .string({ error: PARTITION_COLUMN_FORM })
      .regex(/\S/, PARTITION_COLUMN_FORM)
      .optional(),
    rhythm: z
      .string({ error: RHYTHM_FORM })
      .refine(isRhythm, RHYTHM_FORM)
      .optional(),
  }),
});
