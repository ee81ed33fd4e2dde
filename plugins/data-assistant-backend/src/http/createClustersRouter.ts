import { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerClusterService } from '../access/CallerServices';
import { readCall } from './readCall';
import { readOwner } from './readOwner';
import { readQueryText } from './readQueryText';

/** Vetted questions offered when a client does not say how many. */
const DEFAULT_SUGGESTIONS = 6;

/** Clusters, their health, their vetted questions and what is proposed for these. */
export function createClustersRouter(options: {
  service: CallerClusterService;
  httpAuth: HttpAuthService;
}): Router {
  const { service, httpAuth } = options;
  const router = PromiseRouter();

  router.get('/clusters', async (req, res) => {
    const call = await readCall(httpAuth, req);
    const filter = {
      owner: readOwner(req),
      search: readQueryText(req, 'search'),
    };
    res.json(await service.list(call, filter));
  });

  router.get('/clusters/:id', async (req, res) => {
    const call = await readCall(httpAuth, req);
    res.json(await service.get(call, req.params.id));
  });

  router.get('/clusters/:id/health', async (req, res) => {
    const call = await readCall(httpAuth, req);
    res.json(await service.getHealth(call, req.params.id));
  });

  router.get(
    '/clusters/:id/pairs/:pair/parameter-proposal',
    async (req, res) => {
      const call = await readCall(httpAuth, req);
      const { id, pair } = req.params;
      res.json(await service.proposeParameters(call, id, pair));
    },
  );

  router.get('/suggestions', async (req, res) => {
    const call = await readCall(httpAuth, req);
    const suggestions = await service.suggestions(call, {
      cluster: readQueryText(req, 'cluster'),
      limit: Number(req.query.limit ?? DEFAULT_SUGGESTIONS),
    });
    res.json(suggestions);
  });

  return router;
}
