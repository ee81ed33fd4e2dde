import { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerConversationService } from '../access/CallerServices';
import { readCall } from './readCall';

/** What the caller's answers rest on. */
export function createReceiptsRouter(options: {
  service: CallerConversationService;
  httpAuth: HttpAuthService;
}): Router {
  const { service, httpAuth } = options;
  const router = PromiseRouter();

  router.get('/receipts/:id', async (req, res) => {
    const call = await readCall(httpAuth, req);
    res.json(await service.getReceipt(call, req.params.id));
  });

  return router;
}
