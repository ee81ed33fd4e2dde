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
import { Config } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { HealthSignal } from '@cairn/backstage-plugin-data-assistant-node';
import type { Router } from 'express';
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
import { AnswerRunExecutor } from './agent/AnswerRunExecutor';
import { DataAssistantConfig } from './config';
import { ContextIndex } from './context/ContextIndex';
import { createConversations } from './conversations';
import {
  ClusterSync,
  ContextFileReader,
  DefaultClusterService,
  KnexContextStore,
} from './curation';
import { applyMigrations } from './database';
import { ContextMaintenance, HealthService, PairValidator } from './health';
import { createRouter } from './http';
import { scheduleMaintenance } from './scheduleMaintenance';
import { AllowListGuard } from './sql';
import { Profiler, SchemaSync, WarehouseRegistry } from './warehouse';

/** What the plugin gets from Backstage and from its modules. */
export interface DataAssistantDeps {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: DataAssistantConfig;
  database: DatabaseService;
  httpAuth: HttpAuthService;
  lifecycle: LifecycleService;
  logger: LoggerService;
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
  const analysis = await warehouses.find(warehouse)?.analyze(sql);
  return analysis?.ok ? analysis.tables : undefined;
}

/** Puts the plugin together over its database, and starts what works in the background. */
export async function createDataAssistant(
  deps: DataAssistantDeps,
): Promise<Router> {
  const { auditor, auth, config, lifecycle, logger, warehouses } = deps;
  const database = await applyMigrations(deps.database);
  const store = KnexContextStore.create({ database });
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

  const conversations = createConversations({
    database,
    logger,
    executor: AnswerRunExecutor.create({
      contextIndex: ContextIndex.create({ store, now: () => DateTime.utc() }),
      store,
      guard,
      warehouses,
      auditor: AnswerAuditor.create({ auditor }),
      logger,
      limits: {
        maxRows: config.limits.maxRows,
        maxBytes: config.limits.maxBytes,
        timeoutMs: config.limits.queryTimeoutMs,
      },
      timeZone: config.timeZone,
    }),
    options: { concurrency: config.runs.concurrency },
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

  lifecycle.addStartupHook(() => conversations.start());
  lifecycle.addShutdownHook(() => conversations.stop());
  await scheduleMaintenance({
    maintenance,
    listClusters: async () => [...(await store.listVersions()).keys()],
    schedules: config.schedules,
    scheduler: deps.scheduler,
    lifecycle,
    logger,
  });

  return createRouter({
    clusters: AuthorizedClusterService.create({
      service: DefaultClusterService.create({ store, health }),
      callers,
      access,
    }),
    conversations: AuditedConversationService.create({
      service: AuthorizedConversationService.create({
        service: conversations.service,
        store,
        callers,
        access,
      }),
      auditor,
      callers,
    }),
    callers,
    httpAuth: deps.httpAuth,
    lifecycle,
    logger,
  });
}
