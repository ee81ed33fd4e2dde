import {
  coreServices,
  createServiceFactory,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';

/**
 * The mocked service, which also remembers that a plugin acts for a user: the permission backend decides
 * conditionally for plugins alone.
 */
export const exampleHttpAuth = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const mock = mockServices.httpAuth({ pluginId: plugin.getId() });
    const credentials = async (
      ...[req, options]: Parameters<HttpAuthService['credentials']>
    ) => {
      const found = await mock.credentials(req, options);
      const { userEntityRef } = found.principal as { userEntityRef?: string };
      return req.headers.authorization?.includes('mock-service-token') &&
        userEntityRef
        ? mockCredentials.user(userEntityRef, {
            actor: { subject: 'plugin:data-assistant' },
          })
        : found;
    };
    return {
      credentials: credentials as HttpAuthService['credentials'],
      issueUserCookie: (...args) => mock.issueUserCookie(...args),
    };
  },
});
