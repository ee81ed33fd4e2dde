import {
  clusterPermissionRules,
  dataAssistantConditions,
  isClusterOwner,
  isInClusterAudience,
} from './clusterPermissionRules';

const refs = ['user:default/ann', 'group:default/a'];
const cluster = (ownerRef: string, audience: string[]) => ({
  id: 'resource:default/x',
  ownerRef,
  audience,
});

describe('clusterPermissionRules', () => {
  it('know owners and audiences in memory as in a query', () => {
    expect(isClusterOwner.apply(cluster('group:default/a', []), { refs })).toBe(
      true,
    );
    expect(isClusterOwner.apply(cluster('group:default/b', []), { refs })).toBe(
      false,
    );
    expect(isClusterOwner.toQuery({ refs })).toEqual({
      property: 'owner',
      refs,
    });
    const inAudience = (audience: string[]) =>
      isInClusterAudience.apply(cluster('group:default/b', audience), { refs });
    expect(inAudience([])).toBe(true);
    expect(inAudience(['group:default/c', 'group:default/a'])).toBe(true);
    expect(inAudience(['group:default/c'])).toBe(false);
    expect(isInClusterAudience.toQuery({ refs })).toEqual({
      property: 'audience',
      refs,
    });
  });

  it('are named for policies, and refuse other parameters', () => {
    expect(
      Object.values(clusterPermissionRules).map(rule => rule.name),
    ).toEqual(['IS_CLUSTER_OWNER', 'IS_IN_CLUSTER_AUDIENCE']);
    expect(dataAssistantConditions.isClusterOwner({ refs })).toEqual({
      rule: 'IS_CLUSTER_OWNER',
      resourceType: 'data-assistant-cluster',
      params: { refs },
    });
  });
});
