import { parseEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';

/** Where the pages are when the portal does not move them. */
const PAGE = '/data-assistant';

/** Addresses of the portal's pages; undefined when the configuration does not say where the portal is. */
export class PortalLinks {
  static fromConfig(config: Config): PortalLinks {
    return new PortalLinks(
      config.getOptionalString('app.baseUrl')?.replace(/\/+$/, ''),
    );
  }

  readonly #baseUrl: string | undefined;

  private constructor(baseUrl: string | undefined) {
    this.#baseUrl = baseUrl;
  }

  conversation(id: string): string | undefined {
    return this.#to('c', id);
  }

  /** @param ref - the entity ref of the cluster */
  cluster(ref: string): string | undefined {
    const { namespace, name } = parseEntityRef(ref);
    return this.#to('clusters', namespace, name);
  }

  #to(...segments: string[]): string | undefined {
    return (
      this.#baseUrl &&
      [`${this.#baseUrl}${PAGE}`, ...segments.map(encodeURIComponent)].join('/')
    );
  }
}
