import { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerConversationService } from '../access/CallerServices';
import { readCall } from './readCall';

/** What callers think of the answers that they got. */
export function createFeedbackRouter(options: {
  service: CallerConversationService;
  httpAuth: HttpAuthService;
}): Router {
  const { service, httpAuth } = options;
  const router = PromiseRouter();

  router.put('/runs/:id/feedback', async (req, res) => {
    const call = await readCall(httpAuth, req);
    res.json(await service.sendFeedback(call, req.params.id, req.body));
  });

  return router;
}
