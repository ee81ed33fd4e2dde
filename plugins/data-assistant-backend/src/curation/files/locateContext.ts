import {
  ANNOTATION_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { ANNOTATION_CONTEXT_REF } from '@cairn/backstage-plugin-data-assistant-common';
import { dirname } from 'node:path';
import { ContextFolderError } from './ContextFolder';

/** Where the context files of a cluster are. */
export type ContextLocation =
  | { type: 'file'; base: string; path: string }
  | { type: 'url'; url: string };

/** Joins a relative address to another as the integration of its host does. */
export type ResolveUrl = (options: { url: string; base: string }) => string;

// Names only: nothing that a host could take for a query, an escape or another address.
const RELATIVE_PATH =
  /^(\.\/?|(\.\/)?[\w@+-][\w@+. -]*(\/[\w@+-][\w@+. -]*)*\/?)$/;

function readRelativePath(path: string): string {
  if (!RELATIVE_PATH.test(path)) {
    throw new ContextFolderError(
      `The annotation ${ANNOTATION_CONTEXT_REF} must be dir: with a path at or below the folder of the entity's file, such as dir:. or dir:./context`,
    );
  }
  const inner = path.replace(/^\.\/?/, '').replace(/\/$/, '');
  return inner === '' ? '.' : `./${inner}`;
}

function readUrl(target: string): string {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new ContextFolderError(
      `The annotation ${ANNOTATION_CONTEXT_REF} must be url: with the https address of a folder`,
    );
  }
  return target;
}

/**
 * Where an entity says that its context is; undefined when it has none.
 *
 * @throws ContextFolderError when the annotation cannot be followed
 */
export function locateContext(
  entity: Entity,
  resolveUrl: ResolveUrl,
): ContextLocation | undefined {
  const ref = entity.metadata.annotations?.[ANNOTATION_CONTEXT_REF]?.trim();
  if (!ref) {
    return undefined;
  }
  const [, scheme, target] = /^(dir|url):(.*)$/.exec(ref) ?? [];
  if (scheme === 'url') {
    return { type: 'url', url: readUrl(target) };
  }
  if (scheme !== 'dir') {
    throw new ContextFolderError(
      `The annotation ${ANNOTATION_CONTEXT_REF} must begin with dir: or url:`,
    );
  }
  const path = readRelativePath(target);
  const location = entity.metadata.annotations?.[ANNOTATION_LOCATION];
  if (!location) {
    throw new ContextFolderError(
      `The entity has no annotation ${ANNOTATION_LOCATION}, so that dir: leads nowhere; use url:`,
    );
  }
  const { type, target: file } = parseLocationRef(location);
  if (type === 'file') {
    return { type: 'file', base: dirname(file), path };
  }
  if (type === 'url') {
    // The slash keeps hosts from taking the last name for a file.
    const url = resolveUrl({
      url: path === '.' ? './' : `${path}/`,
      base: file,
    });
    return { type: 'url', url: readUrl(url) };
  }
  throw new ContextFolderError(
    `dir: works for entities from files and addresses, not from a location of type '${type}'; use url:`,
  );
}
