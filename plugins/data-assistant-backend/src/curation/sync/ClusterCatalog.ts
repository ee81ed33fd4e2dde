import { AuthService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { DATA_CLUSTER_TYPE } from '@cairn/backstage-plugin-data-assistant-common';

const REFS_PER_REQUEST = 200;

/** Reads clusters and datasets from the catalog, as the plugin itself. */
export class ClusterCatalog {
  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
  }): ClusterCatalog {
    return new ClusterCatalog(options.catalog, options.auth);
  }

  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  private constructor(catalog: CatalogService, auth: AuthService) {
    this.#catalog = catalog;
    this.#auth = auth;
  }

  /** In order of ref. Rejects when the catalog does not answer to the end. */
  async listClusters(signal?: AbortSignal): Promise<Entity[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const clusters: Entity[] = [];
    for await (const page of this.#catalog.streamEntities(
      { filter: { kind: 'Resource', 'spec.type': DATA_CLUSTER_TYPE } },
      { credentials },
    )) {
      signal?.throwIfAborted();
      clusters.push(...page);
    }
    return clusters.sort((a, b) =>
      stringifyEntityRef(a) < stringifyEntityRef(b) ? -1 : 1,
    );
  }

  /** In order of the refs; undefined where the catalog has no such entity. */
  async findEntities(refs: string[]): Promise<(Entity | undefined)[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const found: (Entity | undefined)[] = [];
    for (let start = 0; start < refs.length; start += REFS_PER_REQUEST) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: refs.slice(start, start + REFS_PER_REQUEST) },
        { credentials },
      );
      found.push(...items);
    }
    return found;
  }
}
