import { ANNOTATION_CONTEXT_REF } from '@cairn/backstage-plugin-data-assistant-common';
import { z } from 'zod/v4';
import { ownerSchema, refSchema } from './refSchema';

function isFolderBelow(path: string): boolean {
  return (
    path !== '' && !/^[/\\]|\\/.test(path) && !path.split('/').includes('..')
  );
}

function isHttpUrl(target: string): boolean {
  return URL.canParse(target) && /^https?:$/.test(new URL(target).protocol);
}

function isContextRef(written: string): boolean {
  const [, scheme, target] = /^(dir|url):(.*)$/.exec(written.trim()) ?? [];
  return scheme === 'dir' ? isFolderBelow(target) : isHttpUrl(target ?? '');
}

const CONTEXT_REF_FORM =
  "must be dir: with a path at or below the folder of the entity's file, such as dir:. or dir:./context, or url: with the https address of a folder";

/** What a Resource of type `data-cluster` must hold; other fields are free. */
export const dataClusterSchema = z.object({
  metadata: z.object({
    annotations: z
      .object({
        [ANNOTATION_CONTEXT_REF]: z
          .string({ error: CONTEXT_REF_FORM })
          .refine(isContextRef, CONTEXT_REF_FORM)
          .optional(),
      })
      .optional(),
  }),
  spec: z.object({
    owner: ownerSchema,
    datasets: z
      .array(
        refSchema({
          kinds: ['resource'],
          example: 'resource:default/podcasts-streams',
        }),
        {
          error:
            'must be a list of the refs of datasets, such as [resource:default/podcasts-streams]; correct it, or remove the key',
        },
      )
      .optional(),
    audience: z
      .array(
        refSchema({
          kinds: ['group', 'user'],
          example: 'group:default/insights',
        }),
        {
          error:
            'must be a list of the refs of groups and users, such as [group:default/insights]; correct it, or remove the key to let everybody ask',
        },
      )
      // An author may mean "nobody else" by it, while no audience at all means everybody.
      .min(
        1,
        'is empty; name at least one group or user, or remove the key to let everybody ask',
      )
      .optional(),
  }),
});
