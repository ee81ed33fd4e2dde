import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { DataAssistantClient } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';

/** The client of the plugin's backend. */
export const dataAssistantApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: dataAssistantApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DataAssistantClient(deps),
    }),
});
