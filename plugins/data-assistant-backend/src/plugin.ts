import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  EmbeddingProvider,
  embeddingsExtensionPoint,
  HealthSignal,
  healthSignalExtensionPoint,
  modelsExtensionPoint,
  warehouseExtensionPoint,
} from '@cairn/backstage-plugin-data-assistant-node';
import { ModelSet } from './agent/ModelSet';
import { readDataAssistantConfig } from './config';
import { createDataAssistant } from './createDataAssistant';
import { Telemetry } from './telemetry';
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
    const models = ModelSet.create();
    let embeddings: EmbeddingProvider | undefined;

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
    env.registerExtensionPoint(modelsExtensionPoint, {
      setModel: (role, provider) => models.set(role, provider),
    });
    env.registerExtensionPoint(embeddingsExtensionPoint, {
      setProvider(provider) {
        if (embeddings) {
          throw new Error(
            `There are two providers of embeddings: '${embeddings.id}' and '${provider.id}'`,
          );
        }
        embeddings = provider;
      },
    });

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        tracing: tracingServiceRef,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init({
        config: rootConfig,
        httpRouter,
        metrics,
        tracing,
        ...services
      }) {
        const config = readDataAssistantConfig(rootConfig);
        const router = await createDataAssistant({
          ...services,
          rootConfig,
          config,
          telemetry: Telemetry.create({
            metrics,
            tracing,
            ...config.telemetry,
          }),
          warehouses,
          signals,
          embeddings,
          models,
        });
        httpRouter.use(router);
      },
    });
  },
});
