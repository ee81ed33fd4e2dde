import { HttpAuthService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerConversationService } from '../access/CallerServices';
import { hasHungUp } from './hasHungUp';
import { readCall } from './readCall';

/** The simplest form for a script: one request, one answer. */
export function createAskRouter(options: {
  service: CallerConversationService;
  httpAuth: HttpAuthService;
  /** Aborts when the backend goes away. */
  shutdown: AbortSignal;
}): Router {
  const { service, httpAuth, shutdown } = options;
  const router = PromiseRouter();

  router.post('/ask', async (req, res) => {
    const call = await readCall(httpAuth, req);
    if (hasHungUp(res)) {
      return;
    }
    const hungUp = new AbortController();
    res.on('close', () => hungUp.abort());
    try {
      const signal = AbortSignal.any([hungUp.signal, shutdown]);
      res.json(await service.ask(call, req.body, signal));
    } catch (error) {
      if (shutdown.aborted) {
        throw new ServiceUnavailableError(
          'The portal is restarting; the answer will be among your conversations',
          error,
        );
      }
      if (!hungUp.signal.aborted) {
        throw error;
      }
    }
  });

  return router;
}
