import { stat } from 'node:fs/promises';

/**
 * Changes when the file, or its write-ahead log, is replaced or written to.
 *
 * @returns undefined when there is no such file
 */
export async function fileIdentity(path: string): Promise<string | undefined> {
  const [file, log] = await Promise.all([
    describe(path),
    describe(`${path}.wal`),
  ]);
  return file && `${file} ${log ?? ''}`;
}

async function describe(path: string): Promise<string | undefined> {
  try {
    const stats = await stat(path);
    return stats.isFile()
      ? `${stats.ino}:${stats.size}:${stats.mtimeMs}`
      : undefined;
  } catch {
    // Not there, or in a folder that may not be entered: either way it cannot be read.
    return undefined;
  }
}
