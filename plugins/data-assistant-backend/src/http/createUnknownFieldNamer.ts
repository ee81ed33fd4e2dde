import { InputError } from '@backstage/errors';
import type { ErrorRequestHandler, Request } from 'express';
import { OpenApiSpec } from '../schema/loadOpenApiSpec';

const UNKNOWN_FIELD = 'request/body must NOT have additional properties';

/** What the validator leaves on a request that it recognised. */
interface RecognisedRequest extends Request {
  openapi?: {
    schema?: {
      requestBody?: {
        content?: Record<
          string,
          { schema?: { $ref?: string; properties?: object } }
        >;
      };
    };
  };
}

/** The validator says that a body has a field too many, but not which; this names it. */
export function createUnknownFieldNamer(
  spec: OpenApiSpec,
): ErrorRequestHandler {
  return (error, req: RecognisedRequest, _res, next) => {
    if (!(error instanceof InputError) || error.message !== UNKNOWN_FIELD) {
      next(error);
      return;
    }
    const content = req.openapi?.schema?.requestBody?.content ?? {};
    const found = content['application/json']?.schema;
    const name = found?.$ref?.split('/').pop();
    // The validator may have put the schema in place of the reference to it.
    const schema = name ? spec.components?.schemas?.[name] : found;
    const known = schema && 'properties' in schema ? schema.properties : {};
    const unknown = Object.keys(req.body).filter(
      field => !Object.hasOwn(known ?? {}, field),
    );
    next(
      new InputError(
        `request/body has unknown fields: ${unknown
          .slice(0, 5)
          .map(field => field.slice(0, 50))
          .join(', ')}`,
      ),
    );
  };
}
