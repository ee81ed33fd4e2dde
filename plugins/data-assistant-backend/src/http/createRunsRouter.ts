import { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerResolver } from '../access/CallerResolver';
import { CallerConversationService } from '../access/CallerServices';
import { readCall } from './readCall';
import { RunEventStreams } from './RunEventStreams';

/** Runs of the caller and their journals. */
export function createRunsRouter(options: {
  service: CallerConversationService;
  httpAuth: HttpAuthService;
  callers: CallerResolver;
  streams: RunEventStreams;
}): Router {
  const { service, httpAuth, callers, streams } = options;
  const router = PromiseRouter();

  router.get('/runs/:id', async (req, res) => {
    const call = await readCall(httpAuth, req);
    res.json(await service.getRun(call, req.params.id));
  });

  router.post('/runs/:id/cancel', async (req, res) => {
    const call = await readCall(httpAuth, req);
    res.status(202).json(await service.cancelRun(call, req.params.id));
  });

  router.get('/runs/:id/events', async (req, res) => {
    const call = await readCall(httpAuth, req);
    const lastEventId = readLastEventId(req);
    await streams.serve({
      callerRef: callers.resolve(call.credentials).ref,
      res,
      open: signal =>
        service.streamRun(call, req.params.id, { lastEventId, signal }),
    });
  });

  return router;
}

/** The header is what a reader sends that comes back, so it is the newer of the two. */
function readLastEventId(req: Request): number {
  return Number(req.headers['last-event-id'] ?? req.query.lastEventId ?? 0);
}
