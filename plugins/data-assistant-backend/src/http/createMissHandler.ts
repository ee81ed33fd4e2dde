import { CustomErrorBase, NotFoundError } from '@backstage/errors';
import type { RequestHandler } from 'express';
import { OpenApiSpec } from '../schema/loadOpenApiSpec';

/** The path is served, but not with this method; answered with HTTP status 405. */
export class MethodNotAllowedError extends CustomErrorBase {
  name = 'MethodNotAllowedError' as const;
  /** Read by the portal's error middleware too. */
  readonly statusCode = 405;
}

/** What Backstage itself serves below a plugin's path begins so, and may be asked for after this. */
const OF_BACKSTAGE = /^\/\./;

/** Tells whoever asks for what is not served what there is instead. */
export function createMissHandler(spec: OpenApiSpec): RequestHandler {
  const served = Object.entries(spec.paths ?? {}).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
    methods: Object.keys(operations).map(method => method.toUpperCase()),
  }));
  return (req, res, next) => {
    const { method, path } = req;
    if (OF_BACKSTAGE.test(path) || method === 'OPTIONS') {
      next();
      return;
    }
    const found = served.find(({ pattern }) => pattern.test(path));
    if (!found) {
      next(
        new NotFoundError(
          `There is nothing at this path. GET ${req.baseUrl}/openapi.json tells what there is; an id in a path must be URL-encoded`,
        ),
      );
      return;
    }
    const allowed = found.methods.join(', ');
    res.setHeader('Allow', allowed);
    next(
      new MethodNotAllowedError(
        `${method} is not served at this path; use ${allowed}`,
      ),
    );
  };
}
