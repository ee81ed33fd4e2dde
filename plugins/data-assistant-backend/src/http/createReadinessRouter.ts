import { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { ReadinessChecker } from '../readiness/ReadinessChecker';
import { readCall } from './readCall';

/** What can be reached, for administrators and for monitoring. */
export function createReadinessRouter(options: {
  readiness: ReadinessChecker;
  httpAuth: HttpAuthService;
}): Router {
  const { readiness, httpAuth } = options;
  const router = PromiseRouter();

  router.get('/readiness', async (req, res) => {
    await readCall(httpAuth, req);
    const found = await readiness.check();
    res.status(found.status === 'unready' ? 503 : 200).json(found);
  });

  return router;
}
