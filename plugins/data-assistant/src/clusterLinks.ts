import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { clusterRouteRef, rootRouteRef } from './routes';

/** What of a cluster's context an address may point at. */
export type ContextAnchorKind = 'pair' | 'doc' | 'dataset';

/** A piece of a cluster's context; `id` as in the domain types. */
export interface ContextAnchor {
  kind: ContextAnchorKind;
  id: string;
}

/** The name in a cluster's entity ref; never throws, since an address may hold anything. */
export function clusterName(clusterRef: string): string {
  return /[^/:]*$/.exec(clusterRef)![0] || clusterRef;
}

/** The `id` attribute of a piece on its cluster's page, which is also the hash of its address. */
export function anchorId(anchor: ContextAnchor): string {
  return `${anchor.kind}-${anchor.id}`;
}

/** Reads a `location.hash`; undefined when it names no piece of a context. */
export function parseAnchor(hash: string): ContextAnchor | undefined {
  const match = /^#(pair|doc|dataset)-(.+)$/.exec(safeDecode(hash));
  return match
    ? { kind: match[1] as ContextAnchorKind, id: match[2] }
    : undefined;
}

function safeDecode(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

/**
 * Addresses of clusters: `clusterLink(ref, anchor?)` for the page, at a pair, doc or dataset when given,
 * and `askLink(ref)` for a new conversation with that cluster alone. Both take the cluster's entity ref.
 */
export function useClusterLinks(): {
  clusterLink: (clusterRef: string, anchor?: ContextAnchor) => string;
  askLink: (clusterRef: string) => string;
} {
  const clusterRoute = useRouteRef(clusterRouteRef);
  const rootRoute = useRouteRef(rootRouteRef);
  const clusterLink = useCallback(
    (clusterRef: string, anchor?: ContextAnchor) => {
      const { namespace, name } = parseEntityRef(clusterRef, {
        defaultKind: 'resource',
        defaultNamespace: 'default',
      });
      const hash = anchor ? `#${encodeURIComponent(anchorId(anchor))}` : '';
      return `${clusterRoute({ namespace, name })}${hash}`;
    },
    [clusterRoute],
  );
  const askLink = useCallback(
    (clusterRef: string) =>
      `${rootRoute()}?cluster=${encodeURIComponent(clusterRef)}`,
    [rootRoute],
  );
  return { clusterLink, askLink };
}

/**
 * The address of what a fact of a cluster's health speaks of: `pair:<id>` and `dataset:<entity ref>` on the
 * cluster's page, any other entity ref in the catalog.
 */
export function useFactLink(): (ref: string, clusterRef: string) => string {
  const { clusterLink } = useClusterLinks();
  const entityLink = useEntityRefLink();
  return useCallback(
    (ref: string, clusterRef: string) => {
      const match = /^(pair|dataset):(.+)$/.exec(ref);
      return match
        ? clusterLink(clusterRef, {
            kind: match[1] as 'pair' | 'dataset',
            id: match[2],
          })
        : entityLink(ref);
    },
    [clusterLink, entityLink],
  );
}
