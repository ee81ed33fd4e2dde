import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import catalogPlugin from '@backstage/plugin-catalog-backend';
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
  }): Promise<TestPortal> {
    const { company, warehouses, dataAssistant } = options;
    const backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost', listen: { port: 0 } },
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
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
        schedulerServiceFactory,
        userInfoServiceFactory,
        authPlugin,
        headerSignIn,
        catalogPlugin,
        catalogModule,
        permissionPlugin,
        permissionPolicy,
        dataAssistantPlugin,
        duckdbModule,
      ],
    });
    return new TestPortal(backend);
  }

  /** Signs in a user of the company, as soon as the catalog knows them. */
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
    return new PortalUser({ baseUrl: this.baseUrl, token });
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }
}
