import { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerResolver } from '../access/CallerResolver';
import { CallerConversationService } from '../access/CallerServices';
import { LARGEST_NUMBER } from '../schema/fieldRules';
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

  router.post('/runs/:id/replies', async (req, res) => {
    const call = await readCall(httpAuth, req);
    const { n, text } = req.body;
    res
      .status(202)
      .json(await service.replyToRun(call, req.params.id, { n, text }));
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

/** The header is what a reader sends that comes back, so it is the newer of the two. @throws InputError */
function readLastEventId(req: Request): number {
  const id = String(req.headers['last-event-id'] ?? req.query.lastEventId ?? 0);
  // The validator lets pass what JavaScript reads as a number, such as 1e999, which is infinite.
  if (!/^\d+$/.test(id) || Number(id) > LARGEST_NUMBER) {
    throw new InputError(
      `The Last-Event-ID must be a whole number from 0 to ${LARGEST_NUMBER}`,
    );
  }
  return Number(id);
}
