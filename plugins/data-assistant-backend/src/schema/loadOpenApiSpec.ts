import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { parse } from 'yaml';

/** The description of the HTTP API, as a fresh object: the validator changes the one that it is given. */
export type OpenApiSpec = Parameters<typeof createValidatedOpenApiRouter>[0];

/** Reads the package's own OpenAPI 3.1 file. */
export async function loadOpenApiSpec(): Promise<OpenApiSpec> {
  const path = resolvePackagePath(
    '@cairn/backstage-plugin-data-assistant-backend',
    'src/schema/openapi.yaml',
  );
  return parse(await readFile(path, 'utf8')) as OpenApiSpec;
}
