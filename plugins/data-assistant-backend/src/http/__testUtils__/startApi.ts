import {
  AuditorService,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  ServiceMock,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import { Knex } from 'knex';
import { DateTime } from 'luxon';
import {
  AuditedConversationService,
  AuthorizedClusterService,
  AuthorizedConversationService,
  CallerResolver,
  ClusterAccess,
  registerPermissions,
  ServiceAccess,
  ServiceGrant,
} from '../../access';
import { readDataAssistantConfig } from '../../config';
import { createConversations, RunExecutor } from '../../conversations';
import { DefaultClusterService, KnexContextStore } from '../../curation';
import { ParameterProposer } from '../../curation/proposals';
import { applyMigrations } from '../../database';
import { HealthSnapshotStore } from '../../health/HealthSnapshotStore';
import { createRouter } from '../createRouter';
import { exampleClusters } from './exampleClusters';
import { exampleHttpAuth } from './exampleHttpAuth';
import { examplePolicyModule, exampleUserInfo } from './examplePolicy';
import { ModelSet } from '../../agent/ModelSet';
import { FirstReading } from '../../readiness/FirstReading';
import { ReadinessChecker } from '../../readiness/ReadinessChecker';
import { WarehouseRegistry } from '../../warehouse/WarehouseRegistry';

export interface RunningApi {
  /** `http://127.0.0.1:<port>/api/data-assistant` */
  baseUrl: string;
  auditor: ServiceMock<AuditorService>;
  /** Of the backend, answering requests as long as it can. */
  stop(): Promise<void>;
}

/**
 * A backend with the plugin's HTTP API over its real services and the real permission backend with the
 * example policy. Only the answering of questions is the test's own.
 */
export async function startApi(options: {
  knex: Knex;
  executor: RunExecutor;
  serviceAccess?: ServiceGrant[];
}): Promise<RunningApi> {
  const auditor = mockServices.auditor.mock();
  const plugin = createBackendPlugin({
    pluginId: 'data-assistant',
    register(env) {
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          config: coreServices.rootConfig,
          database: coreServices.database,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
          userInfo: coreServices.userInfo,
        },
        async init(deps) {
          const { logger, lifecycle } = deps;
          const database = await applyMigrations(deps.database);
          const store = KnexContextStore.create({ database });
          for (const cluster of exampleClusters) {
            await store.replaceCluster(cluster);
            for (const { id } of cluster.pairs) {
              await store.savePairValidity(id, { status: 'valid' });
            }
          }
          const conversations = createConversations({
            database,
            logger,
            executor: options.executor,
          });
          const { serviceAccess } = readDataAssistantConfig(deps.config);
          const callers = CallerResolver.create(deps);
          const access = ClusterAccess.create({
            permissions: deps.permissions,
            ruleset: registerPermissions(deps.permissionsRegistry, {
              findClusters: ids =>
                store.listClusters({ scope: { kind: 'ids', ids } }),
            }),
            callers,
            serviceAccess: ServiceAccess.create(serviceAccess),
          });
          const authorized = AuthorizedConversationService.create({
            service: conversations.service,
            store,
            callers,
            access,
            firstReading: FirstReading.create({ isOver: true }),
          });
          const router = await createRouter({
            clusters: AuthorizedClusterService.create({
              service: DefaultClusterService.create({
                store,
                health: HealthSnapshotStore.create({ database }),
                proposer: ParameterProposer.create({
                  dialectOf: () => 'duckdb',
                  now: () => DateTime.utc(),
                }),
              }),
              callers,
              access,
            }),
            conversations: AuditedConversationService.create({
              service: authorized,
              auditor: deps.auditor,
              callers,
            }),
            callers,
            readiness: ReadinessChecker.create({
              warehouses: new WarehouseRegistry(),
              models: ModelSet.create(),
              firstReading: FirstReading.create({ isOver: true }),
              logger,
            }),
            httpAuth: deps.httpAuth,
            lifecycle,
            logger,
            validateResponses: true,
          });
          deps.httpRouter.use(router);
          conversations.start();
          lifecycle.addShutdownHook(() => conversations.stop());
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      permissionBackend,
      examplePolicyModule,
      exampleHttpAuth,
      exampleUserInfo,
      auditor.factory,
      mockServices.permissions.factory(),
      mockServices.database.factory({ knex: options.knex }),
      mockServices.rootLogger.factory({ level: 'error' }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          backend: { listen: { port: 0 }, baseUrl: 'http://localhost' },
          dataAssistant: {
            serviceAccess: (options.serviceAccess ?? []).map(grant => ({
              ...grant,
            })),
          },
        },
      }),
    ],
  });
  return {
    baseUrl: `http://127.0.0.1:${backend.server.port()}/api/data-assistant`,
    auditor,
    stop: () => backend.stop(),
  };
}
