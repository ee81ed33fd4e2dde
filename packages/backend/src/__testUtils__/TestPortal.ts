import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import mcpActionsPlugin from '@backstage/plugin-mcp-actions-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { JsonObject } from '@backstage/types';
import catalogModule from '@cairn/backstage-plugin-catalog-backend-module-data-assistant';
import dataAssistantPlugin from '@cairn/backstage-plugin-data-assistant-backend';
import duckdbModule from '@cairn/backstage-plugin-data-assistant-backend-module-duckdb';
import permissionPolicy from '../permissionPolicy';
import { headerSignIn, USER_HEADER } from './headerSignIn';
import { PortalUser } from './PortalUser';
import { TestCompany } from './TestCompany';
import { until } from './until';
import { untilContextIsRead } from './untilContextIsRead';

/**
 * A portal over a company's folder, with the portal's own policy, true tokens of users of the catalog,
 * and the real scheduler. The context and the schemas are read again every second.
 */
export class TestPortal {
  readonly baseUrl: string;
  readonly #backend: TestBackend;

  private constructor(backend: TestBackend) {
    this.#backend = backend;
    this.baseUrl = `http://localhost:${backend.server.port()}`;
  }

  static async start(options: {
    company: TestCompany;
    /** Ids of the company's warehouses. */
    warehouses: string[];
    /** Further `dataAssistant` configuration. */
    dataAssistant?: JsonObject;
    /** `backend.auth.externalAccess`. */
    externalAccess?: JsonObject[];
    /** Further plugins and modules. */
    features?: BackendFeature[];
  }): Promise<TestPortal> {
    const { company, warehouses, dataAssistant, externalAccess, features } =
      options;
    const backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: {
              baseUrl: 'http://localhost',
              listen: { port: 0 },
              actions: { pluginSources: ['data-assistant'] },
              auth: { externalAccess: externalAccess ?? [] },
            },
            auth: { providers: { header: {} } },
            permission: { enabled: true },
            catalog: company.catalogConfig(),
            dataAssistant: {
              schedules: { context: { seconds: 1 }, schema: { seconds: 1 } },
              warehouses: {
                duckdb: warehouses.map(id => ({
                  id,
                  path: company.warehousePath(id),
                })),
              },
              ...dataAssistant,
            },
          },
        }),
        mockServices.rootLogger.factory({ level: 'none' }),
        actionsRegistryServiceFactory,
        actionsServiceFactory,
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
        schedulerServiceFactory,
        userInfoServiceFactory,
        authPlugin,
        headerSignIn,
        catalogPlugin,
        catalogModule,
        mcpActionsPlugin,
        permissionPlugin,
        permissionPolicy,
        dataAssistantPlugin,
        duckdbModule,
        ...(features ?? []),
      ],
    });
    return new TestPortal(backend);
  }

  /** Signs in a user of the company, as soon as the catalog knows them and the context is read. */
  async signIn(name: string): Promise<PortalUser> {
    const token = await until(`${name} is signed in`, async () => {
      const response = await fetch(`${this.baseUrl}/api/auth/header/refresh`, {
        headers: { [USER_HEADER]: name },
      });
      const text = await response.text();
      if (!response.ok) {
        throw new Error(text);
      }
      return JSON.parse(text).backstageIdentity.token as string;
    });
    await untilContextIsRead(this.baseUrl, {
      Authorization: `Bearer ${token}`,
    });
    return new PortalUser({ baseUrl: this.baseUrl, token });
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }
}
