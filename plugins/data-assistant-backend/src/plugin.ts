import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  HealthSignal,
  healthSignalExtensionPoint,
  warehouseExtensionPoint,
} from '@cairn/backstage-plugin-data-assistant-node';
import { readDataAssistantConfig } from './config';
import { createDataAssistant } from './createDataAssistant';
import { WarehouseRegistry } from './warehouse';

/**
 * The data assistant's backend.
 *
 * @public
 */
export const dataAssistantPlugin = createBackendPlugin({
  pluginId: 'data-assistant',
  register(env) {
    const warehouses = new WarehouseRegistry();
    const signals: HealthSignal[] = [];

    env.registerExtensionPoint(warehouseExtensionPoint, {
      addConnector: connector => warehouses.add(connector),
    });
    env.registerExtensionPoint(healthSignalExtensionPoint, {
      addSignal(signal) {
        if (signals.some(({ id }) => id === signal.id)) {
          throw new Error(
            `There are two health signals with the id '${signal.id}'`,
          );
        }
        signals.push(signal);
      },
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init({ config, httpRouter, ...services }) {
        const router = await createDataAssistant({
          ...services,
          rootConfig: config,
          config: readDataAssistantConfig(config),
          warehouses,
          signals,
        });
        httpRouter.use(router);
      },
    });
  },
});
