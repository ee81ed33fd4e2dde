import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { DataAssistantEntityProcessor } from './processor/DataAssistantEntityProcessor';

/**
 * Checks data clusters and datasets as they enter the catalog, and relates each cluster to its datasets.
 *
 * @public
 */
export const catalogModuleDataAssistant = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'data-assistant',
  register({ registerInit }) {
    registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addProcessor(new DataAssistantEntityProcessor());
      },
    });
  },
});
