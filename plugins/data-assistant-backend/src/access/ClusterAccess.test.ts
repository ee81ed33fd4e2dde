import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PermissionRule } from '@backstage/plugin-permission-node';
import {
  clusterAskPermission,
  clusterReadPermission,
} from '@cairn/backstage-plugin-data-assistant-common';
import { CallerResolver } from './CallerResolver';
import { ClusterAccess } from './ClusterAccess';
import {
  ClusterResource,
  clusterPermissionResourceRef,
  clusterPermissionRules,
  createDataAssistantConditionalDecision,
  dataAssistantConditions,
} from './clusterPermissionRules';
import { ClusterQuery } from './ClusterScope';
import { ServiceAccess } from './ServiceAccess';

const { isClusterOwner, isInClusterAudience } = dataAssistantConditions;
const refs = ['group:default/a'];
const owner = { property: 'owner', refs };
const audience = { property: 'audience', refs };
const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };
const ifOwner = createDataAssistantConditionalDecision(
  clusterAskPermission,
  isClusterOwner({ refs }),
);
const ifAudience = createDataAssistantConditionalDecision(
  clusterReadPermission,
  isInClusterAudience({ refs }),
);

describe('ClusterAccess', () => {
  const permissions = mockServices.permissions.mock();
  const callers = CallerResolver.create({
    auth: mockServices.auth(),
    userInfo: mockServices.userInfo(),
  });
  const rules = new Map<
    string,
    PermissionRule<
      ClusterResource,
      ClusterQuery,
      typeof clusterPermissionResourceRef.resourceType,
      { refs: string[] }
    >
  >(Object.values(clusterPermissionRules).map(rule => [rule.name, rule]));
  const access = ClusterAccess.create({
    permissions,
    ruleset: {
      getRuleByName: name => rules.get(name)!,
    },
    callers,
    serviceAccess: ServiceAccess.create([
      { subject: 'plugin:slack', clusters: ['Podcasts'] },
      { subject: 'plugin:slack', clusters: ['resource:data/music'] },
    ]),
  });
  const ann = callers.resolve(mockCredentials.user('user:default/ann'));
  const slack = callers.resolve(mockCredentials.service('plugin:slack'));

  const scopesOf = async (
    caller: typeof ann,
    ...decisions: PolicyDecision[]
  ) => {
    permissions.authorizeConditional.mockResolvedValueOnce(decisions);
    return access.scopes(caller);
  };

  it.each<[PolicyDecision, PolicyDecision, object, object]>([
    [allow, allow, { kind: 'all' }, { kind: 'all' }],
    [allow, deny, { kind: 'all' }, { kind: 'none' }],
    [deny, allow, { kind: 'none' }, { kind: 'none' }],
    [deny, ifOwner, { kind: 'none' }, { kind: 'none' }],
    [allow, ifOwner, { kind: 'all' }, { kind: 'criteria', criteria: owner }],
    [
      ifAudience,
      allow,
      { kind: 'criteria', criteria: audience },
      { kind: 'criteria', criteria: audience },
    ],
    [
      ifAudience,
      ifOwner,
      { kind: 'criteria', criteria: audience },
      { kind: 'criteria', criteria: { allOf: [audience, owner] } },
    ],
  ])('lets a user ask only what may be seen: %j, %j', async (...row) => {
    const [readDecision, askDecision, read, ask] = row;
    expect(await scopesOf(ann, readDecision, askDecision)).toEqual({
      read,
      ask,
    });
  });

  it('shows a service the clusters of the configuration, less what its token forbids', async () => {
    const ids = ['resource:default/podcasts', 'resource:data/music'];
    expect(await scopesOf(slack, allow, allow)).toEqual({
      read: { kind: 'ids', ids },
      ask: { kind: 'ids', ids },
    });
    expect(await scopesOf(slack, allow, deny)).toEqual({
      read: { kind: 'ids', ids },
      ask: { kind: 'none' },
    });
    expect(await scopesOf(slack, ifAudience, allow)).toEqual({
      read: { kind: 'none' },
      ask: { kind: 'none' },
    });
    const other = callers.resolve(mockCredentials.service('plugin:other'));
    expect(await scopesOf(other, allow, allow)).toEqual({
      read: { kind: 'none' },
      ask: { kind: 'none' },
    });
  });

  it('gives a service no ownership, and nobody anonymous a scope', async () => {
    permissions.authorizeConditional.mockResolvedValue([allow, allow]);
    expect((await access.readerScope(slack)).ownershipRefs).toEqual([]);
    expect((await access.readerScope(ann)).ownershipRefs).toEqual([
      'user:default/ann',
    ]);
    expect(() => callers.resolve(mockCredentials.none())).toThrow(
      expect.objectContaining({ name: 'AuthenticationError' }),
    );
  });
});
