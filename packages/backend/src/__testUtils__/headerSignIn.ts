import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/** Names the user of the catalog to sign in as. */
export const USER_HEADER = 'x-test-user';

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize() {},
  async authenticate({ req }) {
    return { result: { name: String(req.headers[USER_HEADER]) } };
  },
});

/** Signs in whoever a header names, as a proxy before the portal would; the token is a true one. */
export const headerSignIn = createBackendModule({
  pluginId: 'auth',
  moduleId: 'header-sign-in',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'header',
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver: ({ result }, context) =>
              context.signInWithCatalogUser({
                entityRef: { kind: 'user', name: result.name },
              }),
          }),
        });
      },
    });
  },
});
