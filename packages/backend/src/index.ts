import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@cairn/backstage-plugin-catalog-backend-module-data-assistant'),
);

backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissionPolicy'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@cairn/backstage-plugin-data-assistant-backend'));
backend.add(
  import('@cairn/backstage-plugin-data-assistant-backend-module-duckdb'),
);
backend.add(
  import('@cairn/backstage-plugin-data-assistant-backend-module-openai'),
);

backend.start();
