import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ErrorResponseBody, isError, toError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import { RunEndedError } from '../conversations/RunEndedError';
import { errorStatus } from './errorStatus';

/**
 * Answers errors as JSON in Backstage's form. What is not known to be written for the caller is logged
 * under an id, and the caller gets the id alone: never a stack, a path or words of an engine.
 */
export function createErrorHandler(options: {
  logger: LoggerService;
}): ErrorRequestHandler {
  const { logger } = options;
  return (error, req, res, _next) => {
    const respond = (statusCode: number, body: ErrorResponseBody['error']) => {
      const response: ErrorResponseBody = {
        error: body,
        request: { method: req.method, url: req.originalUrl },
        response: { statusCode },
      };
      res.status(statusCode).json(response);
    };

    const statusCode = errorStatus(error);
    if (statusCode !== undefined && isError(error) && !res.headersSent) {
      if (statusCode === 429) {
        res.setHeader('Retry-After', '5');
      }
      const { code } = error;
      respond(statusCode, {
        name: error.name,
        message: error.message,
        ...(typeof code === 'string' && { code }),
        ...(error instanceof RunEndedError && error.run),
      });
      return;
    }

    const requestId = randomUUID();
    logger
      .child({ requestId, method: req.method, path: req.path })
      .error(`Request ${requestId} failed`, toError(error));
    if (res.headersSent) {
      res.destroy();
      return;
    }
    respond(500, {
      name: 'Error',
      message: `Something went wrong here. When you ask for help, name this request: ${requestId}`,
    });
  };
}
