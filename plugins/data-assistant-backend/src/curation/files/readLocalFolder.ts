import { isChildPath } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { constants, Dirent } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MAX_FILE_BYTES } from './ContextFile';
import {
  CONTEXT_FOLDERS,
  ContextFolder,
  ContextFolderError,
} from './ContextFolder';

function hasCode(error: unknown, code: string): boolean {
  return isError(error) && error.code === code;
}

/** The real path, when it is inside of `base`, which must be a real path itself. */
async function realPathInside(
  base: string,
  path: string,
): Promise<string | undefined> {
  const real = await realpath(path);
  return isChildPath(base, real) ? real : undefined;
}

async function listFolder(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, 'ENOTDIR')) {
      return [];
    }
    throw error;
  }
}

/** Content of a regular file, or why there is none. Never waits for a pipe, never reads more than is allowed. */
async function readRegularFile(
  path: string,
): Promise<{ content: Uint8Array; size: number } | { reason: string }> {
  // Non-blocking, or opening a pipe would wait for its writer.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) {
      return { reason: 'This is no file; remove it' };
    }
    const buffer = new Uint8Array(Math.min(stats.size, MAX_FILE_BYTES + 1));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return { content: buffer.subarray(0, bytesRead), size: stats.size };
  } finally {
    await handle.close();
  }
}

async function readEntry(options: {
  base: string;
  /** Real path of the folder that has the entry. */
  parent: string;
  path: string;
  entry: Dirent;
  folder: ContextFolder;
}): Promise<void> {
  const { base, parent, path, entry, folder } = options;
  if (entry.isDirectory()) {
    folder.reportFolder(path);
    return;
  }
  if (!folder.accepts(path, undefined)) {
    return;
  }
  try {
    const real = await realPathInside(base, join(parent, entry.name));
    if (!real) {
      folder.report(
        path,
        "The link leads out of the folder of the cluster's entity file; put the file itself here",
      );
      return;
    }
    const read = await readRegularFile(real);
    if ('reason' in read) {
      folder.report(path, read.reason);
    } else {
      folder.add({ path, content: read.content });
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ELOOP')) {
      folder.report(path, 'The link leads nowhere; remove or mend it');
    } else if (hasCode(error, 'EACCES')) {
      folder.report(path, 'The portal may not read the file; change its mode');
    } else {
      throw error;
    }
  }
}

/**
 * Reads context files from the file system, and nothing outside of `base`, whatever links there are.
 *
 * @throws ContextFolderError when the folder is not there, is outside of `base`, or is too large
 */
export async function readLocalFolder(options: {
  /** Folder of the entity's file. */
  base: string;
  /** Relative to it. */
  path: string;
  folder: ContextFolder;
  signal?: AbortSignal;
}): Promise<void> {
  const { path, folder, signal } = options;
  let base: string;
  let root: string | undefined;
  try {
    base = await realpath(options.base);
    root = await realPathInside(base, resolve(base, path));
  } catch (error) {
    throw new ContextFolderError(
      `There is no folder '${path}' beside the entity's file`,
      {
        cause: error,
      },
    );
  }
  if (!root) {
    throw new ContextFolderError(
      `The folder '${path}' leads out of the folder of the entity's file`,
    );
  }
  for (const name of CONTEXT_FOLDERS) {
    let parent: string | undefined;
    try {
      parent = await realPathInside(base, join(root, name));
    } catch (error) {
      if (hasCode(error, 'ENOENT')) {
        continue;
      }
      throw error;
    }
    if (!parent) {
      folder.report(
        name,
        "The link leads out of the folder of the cluster's entity file; put the files themselves here",
      );
      continue;
    }
    const entries = await listFolder(parent);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      signal?.throwIfAborted();
      await readEntry({
        base,
        parent,
        path: `${name}/${entry.name}`,
        entry,
        folder,
      });
    }
  }
}
