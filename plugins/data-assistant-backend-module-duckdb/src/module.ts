import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { warehouseExtensionPoint } from '@cairn/backstage-plugin-data-assistant-node';
import { readDuckDbWarehouses } from './config';
import { DuckDbConnector } from './DuckDbConnector';

/**
 * Adds a warehouse for each entry of `dataAssistant.warehouses.duckdb`.
 *
 * @public
 */
export const dataAssistantModuleWarehouseDuckdb = createBackendModule({
  pluginId: 'data-assistant',
  moduleId: 'warehouse-duckdb',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        lifecycle: coreServices.lifecycle,
        warehouses: warehouseExtensionPoint,
      },
      async init({ config, logger, lifecycle, warehouses }) {
        for (const warehouse of readDuckDbWarehouses(config)) {
          const connector = DuckDbConnector.create({
            warehouse,
            logger: logger.child({ warehouse: warehouse.id }),
          });
          warehouses.addConnector(connector);
          lifecycle.addShutdownHook(() => connector.close());
        }
      },
    });
  },
});
