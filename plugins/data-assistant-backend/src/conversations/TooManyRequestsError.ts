import { CustomErrorBase } from '@backstage/errors';

/** The asker has as many questions under way as are allowed; answered with HTTP status 429. */
export class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  /** Read by the portal's error middleware. */
  readonly statusCode = 429;
}
