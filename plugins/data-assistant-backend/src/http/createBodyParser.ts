import { CustomErrorBase, InputError, isError } from '@backstage/errors';
import { ErrorRequestHandler, json, Router } from 'express';

const BODY_MAX_BYTES = 1024 * 1024;

/** The body is over the limit; answered with HTTP status 413. */
export class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  /** Read by the portal's error middleware too. */
  readonly statusCode = 413;
}

/** Says in words of this API what body-parser found wrong. */
const translateErrors: ErrorRequestHandler = (error, _req, _res, next) => {
  switch (isError(error) ? error.type : undefined) {
    case 'entity.too.large':
      next(new PayloadTooLargeError('The body is larger than 1 MiB'));
      return;
    case 'entity.parse.failed':
      next(new InputError('The body is not valid JSON'));
      return;
    case 'encoding.unsupported':
    case 'charset.unsupported':
      next(new InputError('The body must be JSON in UTF-8'));
      return;
    case 'request.aborted':
    case 'request.size.invalid':
      next(new InputError('The body is incomplete'));
      return;
    default:
      // What undoes a compression fails with a code of its own.
      if (isError(error) && /^Z_/.test(String(error.code))) {
        next(new InputError('The body is not compressed as it says'));
        return;
      }
      next(error);
  }
};

/** Reads JSON bodies of up to 1 MiB. */
export function createBodyParser(): Router {
  const router = Router();
  router.use(json({ limit: BODY_MAX_BYTES }), translateErrors);
  return router;
}
