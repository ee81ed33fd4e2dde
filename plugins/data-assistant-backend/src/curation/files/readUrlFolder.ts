import { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { ContextFolder, ContextFolderError } from './ContextFolder';

const REASONS: Record<string, string> = {
  NotFoundError: 'There is no such folder, or the portal may not see it',
  NotAllowedError:
    'The portal may not read from there; an integration or backend.reading.allow must name the host',
  AuthenticationError: 'The portal has no valid credentials for the folder',
  ForbiddenError: 'The portal may not read the folder',
};

/**
 * Reads context files from wherever the portal's UrlReader reads.
 *
 * @throws ContextFolderError when the folder cannot be read or is too large
 */
export async function readUrlFolder(options: {
  url: string;
  urlReader: UrlReaderService;
  folder: ContextFolder;
  signal?: AbortSignal;
}): Promise<void> {
  const { url, urlReader, folder, signal } = options;
  let exceeded: ContextFolderError | undefined;
  const accepts = (path: string, size: number | undefined): boolean => {
    try {
      return !exceeded && folder.accepts(path.replace(/^\/+/, ''), size);
    } catch (error) {
      // Thrown inside an archive stream, it would not come out as what it is.
      if (error instanceof ContextFolderError) {
        exceeded = error;
        return false;
      }
      throw error;
    }
  };
  try {
    const tree = await urlReader.readTree(url, {
      filter: (path, info) => accepts(path, info?.size),
      ...(signal ? { signal } : {}),
    });
    for (const file of await tree.files()) {
      if (exceeded) {
        break;
      }
      signal?.throwIfAborted();
      folder.add({
        path: file.path.replace(/^\/+/, ''),
        content: await file.content(),
      });
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ContextFolderError) {
      throw error;
    }
    const name = isError(error) ? error.name : '';
    throw new ContextFolderError(
      REASONS[name] ?? 'The folder could not be read; the log has the reason',
      { cause: error },
    );
  }
  if (exceeded) {
    throw exceeded;
  }
}
