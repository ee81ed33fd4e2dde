import { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  ConditionTransformer,
  createConditionTransformer,
  PermissionRuleset,
} from '@backstage/plugin-permission-node';
import {
  clusterAskPermission,
  clusterReadPermission,
  conversationUsePermission,
} from '@cairn/backstage-plugin-data-assistant-common';
import { ReaderScope } from '../curation/ClusterService';
import { Caller, CallerResolver } from './CallerResolver';
import { ClusterResource } from './clusterPermissionRules';
import { ClusterQuery, ClusterScope } from './ClusterScope';
import { ServiceAccess } from './ServiceAccess';

/** A policy's decision; unlike a `ClusterScope` it never lists clusters. */
type PolicyScope =
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'criteria'; criteria: PermissionCriteria<ClusterQuery> };

/**
 * Decides which clusters a caller may see and ask. Users are subject to the permission policy; services,
 * which the policy never sees, to the configuration alone.
 */
export class ClusterAccess {
  static create(options: {
    permissions: PermissionsService;
    ruleset: PermissionRuleset<ClusterResource, ClusterQuery>;
    callers: CallerResolver;
    serviceAccess: ServiceAccess;
  }): ClusterAccess {
    return new ClusterAccess(options);
  }

  readonly #permissions: PermissionsService;
  readonly #callers: CallerResolver;
  readonly #serviceAccess: ServiceAccess;
  readonly #transform: ConditionTransformer<ClusterQuery>;

  private constructor(options: {
    permissions: PermissionsService;
    ruleset: PermissionRuleset<ClusterResource, ClusterQuery>;
    callers: CallerResolver;
    serviceAccess: ServiceAccess;
  }) {
    this.#permissions = options.permissions;
    this.#callers = options.callers;
    this.#serviceAccess = options.serviceAccess;
    this.#transform = createConditionTransformer(options.ruleset);
  }

  /** Who may be asked is always among who may be seen: `ask` is both decisions together. */
  async scopes(
    caller: Caller,
  ): Promise<{ read: ClusterScope; ask: ClusterScope }> {
    const [readDecision, askDecision] =
      await this.#permissions.authorizeConditional(
        [
          { permission: clusterReadPermission },
          { permission: clusterAskPermission },
        ],
        { credentials: caller.credentials },
      );
    const read = this.#toScope(readDecision);
    const ask = intersect(read, this.#toScope(askDecision));
    if (caller.kind === 'user') {
      return { read, ask };
    }
    const ids = this.#serviceAccess.clustersOf(caller.subject);
    return { read: narrow(read, ids), ask: narrow(ask, ids) };
  }

  /** The scopes together with what the caller owns. */
  async readerScope(caller: Caller): Promise<ReaderScope> {
    const [scopes, ownershipRefs] = await Promise.all([
      this.scopes(caller),
      this.#callers.ownershipRefs(caller),
    ]);
    return { ...scopes, ownershipRefs };
  }

  /** @throws NotAllowedError when the caller may not have conversations */
  async requireConversations(caller: Caller): Promise<void> {
    if (
      caller.kind === 'service' &&
      this.#serviceAccess.clustersOf(caller.subject).length === 0
    ) {
      throw new NotAllowedError(
        `No cluster is open to the service '${caller.subject}'; open one to it under dataAssistant.serviceAccess`,
      );
    }
    const [decision] = await this.#permissions.authorize(
      [{ permission: conversationUsePermission }],
      { credentials: caller.credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError('You may not use the data assistant');
    }
  }

  #toScope(decision: PolicyDecision): PolicyScope {
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return { kind: 'all' };
      case AuthorizeResult.CONDITIONAL:
        return {
          kind: 'criteria',
          criteria: this.#transform(decision.conditions),
        };
      default:
        return { kind: 'none' };
    }
  }
}

function intersect(a: PolicyScope, b: PolicyScope): PolicyScope {
  if (a.kind === 'none' || b.kind === 'all') {
    return a;
  }
  if (b.kind === 'none' || a.kind === 'all') {
    return b;
  }
  return {
    kind: 'criteria',
    criteria: { allOf: [a.criteria, b.criteria] },
  };
}

/** A service's token may be restricted further; conditions are for users and never widen what is listed. */
function narrow(scope: PolicyScope, ids: string[]): ClusterScope {
  return scope.kind === 'all' && ids.length > 0
    ? { kind: 'ids', ids }
    : { kind: 'none' };
}
