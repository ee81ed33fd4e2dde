import {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';

/** Who calls. `ref` is under what their conversations are kept. */
export type Caller =
  | { kind: 'user'; ref: string; credentials: BackstageCredentials }
  | {
      kind: 'service';
      /** `service:<subject>` */
      ref: string;
      subject: string;
      credentials: BackstageCredentials;
    };

/** Turns credentials into callers. */
export class CallerResolver {
  static create(options: {
    auth: AuthService;
    userInfo: UserInfoService;
  }): CallerResolver {
    return new CallerResolver(options.auth, options.userInfo);
  }

  readonly #auth: AuthService;
  readonly #userInfo: UserInfoService;

  private constructor(auth: AuthService, userInfo: UserInfoService) {
    this.#auth = auth;
    this.#userInfo = userInfo;
  }

  /** @throws AuthenticationError for anybody who is neither a user nor a service */
  resolve(credentials: BackstageCredentials): Caller {
    if (this.#auth.isPrincipal(credentials, 'user')) {
      const ref = credentials.principal.userEntityRef;
      return { kind: 'user', ref, credentials };
    }
    if (this.#auth.isPrincipal(credentials, 'service')) {
      const { subject } = credentials.principal;
      return {
        kind: 'service',
        ref: `service:${subject}`,
        subject,
        credentials,
      };
    }
    throw new AuthenticationError('Sign in to use the data assistant');
  }

  /** Entity refs of a user and of the groups it belongs to; a service owns nothing. */
  async ownershipRefs(caller: Caller): Promise<string[]> {
    if (caller.kind === 'service') {
      return [];
    }
    const info = await this.#userInfo.getUserInfo(caller.credentials);
    return info.ownershipEntityRefs;
  }
}
