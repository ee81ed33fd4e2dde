import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** What the configuration opens to one service. */
export interface ServiceGrant {
  /** As in its credentials: `plugin:<id>` or `external:<subject>`. */
  subject: string;
  /** Names, or entity refs of clusters in another namespace than `default`. */
  clusters: string[];
}

/**
 * The clusters that the configuration opens to services by name. Backstage lets services pass every
 * permission check, so this list is all that keeps one from seeing everything.
 */
export class ServiceAccess {
  /** @throws TypeError when a cluster is no entity ref */
  static create(grants: ServiceGrant[]): ServiceAccess {
    const clusters = new Map<string, Set<string>>();
    for (const grant of grants) {
      const ids = clusters.get(grant.subject) ?? new Set();
      clusters.set(grant.subject, ids);
      for (const cluster of grant.clusters) {
        // A bare name stays in one namespace, so that a namesake elsewhere opens nothing.
        const ref = parseEntityRef(cluster, {
          defaultKind: 'resource',
          defaultNamespace: 'default',
        });
        ids.add(stringifyEntityRef(ref));
      }
    }
    return new ServiceAccess(clusters);
  }

  readonly #clusters: Map<string, Set<string>>;

  private constructor(clusters: Map<string, Set<string>>) {
    this.#clusters = clusters;
  }

  /** Entity refs; empty unless the configuration names the subject. */
  clustersOf(subject: string): string[] {
    return [...(this.#clusters.get(subject) ?? [])];
  }
}
