import {
  AuditorService,
  AuthService,
  DatabaseService,
  HttpAuthService,
  LifecycleService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  SchedulerService,
  UrlReaderService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { Config } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  EmbeddingProvider,
  HealthSignal,
} from '@cairn/backstage-plugin-data-assistant-node';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { DateTime, Duration } from 'luxon';
import {
  AnswerAuditor,
  AuditedConversationService,
  AuthorizedClusterService,
  AuthorizedConversationService,
  CallerResolver,
  ClusterAccess,
  registerPermissions,
  ServiceAccess,
} from './access';
import { createActions, createMcpRouter, registerActions } from './actions';
import { createAnswering } from './agent/createAnswering';
import { ModelSet } from './agent/ModelSet';
import { DataAssistantConfig } from './config';
import { ContextIndex } from './context/ContextIndex';
import { startEmbeddings } from './context/embeddings';
import { createConversations } from './conversations';
import { RetentionSweep } from './conversations/retention';
import {
  ClusterSync,
  ContextFileReader,
  DefaultClusterService,
  KnexContextStore,
} from './curation';
import { ParameterProposer } from './curation/proposals';
import { applyMigrations, createDatabaseClock } from './database';
import { ContextMaintenance, HealthService, PairValidator } from './health';
import { createRouter } from './http';
import { scheduleMaintenance } from './scheduleMaintenance';
import { FirstReading } from './readiness/FirstReading';
import { FirstReadingExecutor } from './readiness/FirstReadingExecutor';
import { ReadinessChecker } from './readiness/ReadinessChecker';
import { AllowListGuard, analyzeFor } from './sql';
import {
  Telemetry,
  TracedRunExecutor,
  tracedModels,
  tracedWarehouses,
} from './telemetry';
import { Profiler, SchemaSync, WarehouseRegistry } from './warehouse';

/** What the plugin gets from Backstage and from its modules. */
export interface DataAssistantDeps {
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: DataAssistantConfig;
  telemetry: Telemetry;
  database: DatabaseService;
  /** Undefined when no module brings one. */
  embeddings: EmbeddingProvider | undefined;
  httpAuth: HttpAuthService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  models: ModelSet;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  rootConfig: Config;
  scheduler: SchedulerService;
  signals: HealthSignal[];
  urlReader: UrlReaderService;
  userInfo: UserInfoService;
  warehouses: WarehouseRegistry;
}

/** What an asker reads of SQL analysis: the tables, when the engine can tell them. */
async function tablesOf(
  warehouses: WarehouseRegistry,
  warehouse: string,
  sql: string,
): Promise<string[] | undefined> {
  const connector = warehouses.find(warehouse);
  const analysis = connector && (await analyzeFor(connector, sql));
  return analysis?.ok ? analysis.tables : undefined;
}

/** Puts the plugin together over its database, and starts what works in the background. */
export async function createDataAssistant(
  deps: DataAssistantDeps,
): Promise<Router> {
  const { auditor, auth, config, lifecycle, logger, telemetry } = deps;
  const warehouses = tracedWarehouses(deps.warehouses, telemetry);
  const models = tracedModels(deps.models, telemetry);
  const database = await applyMigrations(deps.database);
  const store = KnexContextStore.create({ database });
  const listClusters = async () => [...(await store.listVersions()).keys()];
  const firstReading = FirstReading.create({
    isOver: (await listClusters()).length > 0,
  });
  const guard = AllowListGuard.create({ warehouses });

  const callers = CallerResolver.create({ auth, userInfo: deps.userInfo });
  const ruleset = registerPermissions(deps.permissionsRegistry, {
    findClusters: async ids =>
      store.listClusters({ scope: { kind: 'ids', ids } }),
  });
  const access = ClusterAccess.create({
    permissions: deps.permissions,
    ruleset,
    callers,
    serviceAccess: ServiceAccess.create(config.serviceAccess),
  });

  const contextIndex = ContextIndex.create({
    store,
    now: () => DateTime.utc(),
    logger,
    vectors:
      deps.embeddings &&
      (await startEmbeddings({
        provider: deps.embeddings,
        database,
        contexts: store,
        scheduler: deps.scheduler,
        frequency: config.schedules.embeddings,
        logger,
      })),
  });
  const conversations = createConversations({
    database,
    logger,
    executor: TracedRunExecutor.create({
      executor: FirstReadingExecutor.create({
        executor: createAnswering({
          config,
          contextIndex,
          store,
          guard,
          warehouses,
          models,
          auditor: AnswerAuditor.create({ auditor }),
          portalUrl: deps.rootConfig.getOptionalString('app.baseUrl'),
          logger,
        }),
        firstReading,
      }),
      telemetry,
    }),
    options: config.runs,
  });

  const health = HealthService.create({
    database,
    store,
    questionsSince: (clusterId, since) =>
      conversations.outcomes.countQuestionsSince(clusterId, since),
    logger,
    signals: deps.signals,
  });
  const clusterSync = ClusterSync.create({
    catalog: deps.catalog,
    auth,
    reader: ContextFileReader.fromConfig(deps.rootConfig, {
      urlReader: deps.urlReader,
    }),
    store,
    tablesOf: (warehouse, sql) => tablesOf(warehouses, warehouse, sql),
    logger,
  });
  const maintenance = ContextMaintenance.create({
    syncClusters: () => clusterSync.run(),
    schemaSync: SchemaSync.create({ store, warehouses, logger }),
    profiler: Profiler.create({
      store,
      warehouses,
      logger,
      maxAge: Duration.fromObject(config.schedules.profiles),
    }),
    pairValidator: PairValidator.create({ store, guard, logger }),
    health,
    logger,
  });

  lifecycle.addStartupHook(() => contextIndex.start());
  lifecycle.addShutdownHook(() => contextIndex.stop());
  lifecycle.addStartupHook(() => conversations.start());
  lifecycle.addShutdownHook(() => conversations.stop());
  await scheduleMaintenance({
    maintenance,
    firstReading,
    retention: RetentionSweep.create({
      database,
      clock: createDatabaseClock(database),
      retention: config.retention,
      logger,
    }),
    listClusters,
    schedules: config.schedules,
    scheduler: deps.scheduler,
    lifecycle,
    logger,
  });

  const callerServices = {
    clusters: AuthorizedClusterService.create({
      service: DefaultClusterService.create({
        store,
        health,
        proposer: ParameterProposer.create({
          dialectOf: warehouse => warehouses.find(warehouse)?.dialect,
          now: () => DateTime.now().setZone(config.timeZone),
        }),
      }),
      callers,
      access,
    }),
    conversations: AuditedConversationService.create({
      service: AuthorizedConversationService.create({
        service: conversations.service,
        store,
        callers,
        access,
        firstReading,
      }),
      auditor,
      callers,
    }),
  };
  const shutdown = new AbortController();
  lifecycle.addShutdownHook(() => shutdown.abort());
  const actions = createActions({
    ...callerServices,
    contextIndex,
    rootConfig: deps.rootConfig,
    patienceMs: config.actions.patienceMs,
    shutdown: shutdown.signal,
  });
  registerActions({ actions, registry: deps.actionsRegistry, logger });

  const router = PromiseRouter();
  router.use(
    createMcpRouter({ actions, httpAuth: deps.httpAuth, logger }),
    await createRouter({
      ...callerServices,
      callers,
      readiness: ReadinessChecker.create({
        warehouses,
        models,
        firstReading,
        logger,
      }),
      httpAuth: deps.httpAuth,
      lifecycle,
      logger,
    }),
  );
  return router;
}
