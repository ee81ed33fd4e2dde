import { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerConversationService } from '../access/CallerServices';
import { readCall } from './readCall';

/** The caller's conversations, and questions put in them. */
export function createConversationsRouter(options: {
  service: CallerConversationService;
  httpAuth: HttpAuthService;
}): Router {
  const { service, httpAuth } = options;
  const router = PromiseRouter();

  router.get('/conversations', async (req, res) => {
    const call = await readCall(httpAuth, req);
    res.json(await service.list(call));
  });

  router.post('/conversations', async (req, res) => {
    const call = await readCall(httpAuth, req);
    res.status(201).json(await service.create(call));
  });

  router.get('/conversations/:id', async (req, res) => {
    const call = await readCall(httpAuth, req);
    res.json(await service.get(call, req.params.id));
  });

  router.delete('/conversations/:id', async (req, res) => {
    const call = await readCall(httpAuth, req);
    await service.delete(call, req.params.id);
    res.status(204).end();
  });

  router.post('/conversations/:id/messages', async (req, res) => {
    const call = await readCall(httpAuth, req);
    const run = await service.postMessage(call, req.params.id, {
      ...req.body,
      idempotencyKey: req.get('Idempotency-Key'),
    });
    res.status(202).json(run);
  });

  return router;
}
