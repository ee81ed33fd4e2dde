import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import express from 'express';
import request from 'supertest';
import { RunEndedError } from '../conversations/RunEndedError';
import { createErrorHandler } from './createErrorHandler';

describe('createErrorHandler', () => {
  const logger = mockServices.logger.mock();

  async function respondTo(error: unknown) {
    logger.child.mockReturnValue(logger);
    logger.error.mockClear();
    const app = express();
    app.get('/x', (_req, _res, next) => next(error));
    app.use(createErrorHandler({ logger }));
    return request(app).get('/x?a=1');
  }

  it.each<[Error, number, object]>([
    [
      new InputError('Too long'),
      400,
      { name: 'InputError', message: 'Too long' },
    ],
    [
      new NotFoundError('Gone'),
      404,
      { name: 'NotFoundError', message: 'Gone' },
    ],
    [
      new ConflictError('Used'),
      409,
      { name: 'ConflictError', message: 'Used' },
    ],
    [
      new RunEndedError({
        code: 'query-timeout',
        message: 'It took too long.',
      }),
      503,
      {
        name: 'RunEndedError',
        message: 'It took too long.',
        code: 'query-timeout',
      },
    ],
    [
      new RunEndedError({ code: 'cancelled', message: 'Cancelled.' }),
      409,
      { name: 'RunEndedError', message: 'Cancelled.', code: 'cancelled' },
    ],
  ])('shows %s', async (error, status, body) => {
    const res = await respondTo(error);
    expect(res.status).toBe(status);
    expect(res.body).toEqual({
      error: body,
      request: { method: 'GET', url: '/x?a=1' },
      response: { statusCode: status },
    });
    expect(logger.error).not.toHaveBeenCalled();
  });

  it.each([
    new Error('SQLITE_CANTOPEN: /var/lib/portal/db.sqlite at 10.0.0.1'),
    // As thrown by clients of other services: a status, but words that are not for the caller.
    Object.assign(new Error('Request failed: http://internal:7007'), {
      statusCode: 404,
    }),
    'text /var/lib',
  ])('keeps %s to the log', async error => {
    const res = await respondTo(error);
    expect(res.status).toBe(500);
    expect(res.text).not.toMatch(/var|internal|10\.0|at .*:\d+/);
    const [, id] =
      /name this request: ([0-9a-f-]{36})$/.exec(res.body.error.message) ?? [];
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error.mock.calls[0][0]).toBe(`Request ${id} failed`);
  });
});
