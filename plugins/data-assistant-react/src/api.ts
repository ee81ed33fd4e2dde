import { createApiRef } from '@backstage/frontend-plugin-api';
import { DataAssistantApi } from '@cairn/backstage-plugin-data-assistant-common';

/**
 * The client of the data assistant's backend, for this plugin's pages and for others.
 * @public
 */
export const dataAssistantApiRef = createApiRef<DataAssistantApi>().with({
  id: 'plugin.data-assistant.service',
  pluginId: 'data-assistant',
});
