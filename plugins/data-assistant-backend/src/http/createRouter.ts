import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import {
  HttpAuthService,
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerResolver } from '../access/CallerResolver';
import {
  CallerClusterService,
  CallerConversationService,
} from '../access/CallerServices';
import { ReadinessChecker } from '../readiness/ReadinessChecker';
import { loadOpenApiSpec } from '../schema/loadOpenApiSpec';
import { createAskRouter } from './createAskRouter';
import { createBodyParser } from './createBodyParser';
import { createClustersRouter } from './createClustersRouter';
import { createConversationsRouter } from './createConversationsRouter';
import { createErrorHandler } from './createErrorHandler';
import { createFeedbackRouter } from './createFeedbackRouter';
import { createMissHandler } from './createMissHandler';
import { createReadinessRouter } from './createReadinessRouter';
import { createReceiptsRouter } from './createReceiptsRouter';
import { createRunsRouter } from './createRunsRouter';
import { createUnknownFieldNamer } from './createUnknownFieldNamer';
import { explainBounds } from './explainBounds';
import { explainPatterns } from './explainPatterns';
import { RunEventStreams } from './RunEventStreams';

/**
 * The plugin's HTTP API. Requests are checked against the OpenAPI file before a router sees them; open
 * streams and waiting questions end when the backend shuts down.
 */
export async function createRouter(options: {
  clusters: CallerClusterService;
  conversations: CallerConversationService;
  callers: CallerResolver;
  readiness: ReadinessChecker;
  httpAuth: HttpAuthService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  /** Fails a request whose response does not fit the OpenAPI file; for tests. */
  validateResponses?: boolean;
}): Promise<Router> {
  const { clusters, conversations, callers, httpAuth, lifecycle, logger } =
    options;
  const streams = RunEventStreams.create({ logger });
  const shutdown = new AbortController();
  lifecycle.addShutdownHook(() => {
    shutdown.abort();
    streams.close();
  });

  const spec = await loadOpenApiSpec();
  const validated: Router = createValidatedOpenApiRouter(
    spec,
    // Who may call is decided by Backstage and by the services, not by the presence of a header.
    {
      validatorOptions: {
        validateSecurity: false,
        validateResponses: options.validateResponses ?? false,
      },
    },
  );
  const service = conversations;
  for (const router of [
    createClustersRouter({ service: clusters, httpAuth }),
    createConversationsRouter({ service, httpAuth }),
    createRunsRouter({ service, httpAuth, callers, streams }),
    createFeedbackRouter({ service, httpAuth }),
    createReceiptsRouter({ service, httpAuth }),
    createReadinessRouter({ readiness: options.readiness, httpAuth }),
    createAskRouter({ service, httpAuth, shutdown: shutdown.signal }),
  ]) {
    validated.use(router);
  }

  const router = PromiseRouter();
  router.use(
    createBodyParser(),
    validated,
    createMissHandler(spec),
    createUnknownFieldNamer(spec),
    explainBounds,
    explainPatterns,
    createErrorHandler({ logger }),
  );
  return router;
}
