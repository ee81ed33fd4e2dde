import { ContextProblem } from '@cairn/backstage-plugin-data-assistant-common';
import { ContextFile, MAX_FILE_BYTES } from './ContextFile';

/** Bounds of what one cluster may bring. */
export interface ContextLimits {
  maxFiles: number;
  maxBytes: number;
}

/** 2,000 files and 20 MiB: ten times the largest context that was seen. */
export const DEFAULT_CONTEXT_LIMITS: ContextLimits = {
  maxFiles: 2_000,
  maxBytes: 20 * 1024 * 1024,
};

/** Why nothing of a cluster's folder could be read. The message is for its owners; the cause is for the log. */
export class ContextFolderError extends Error {
  readonly name = 'ContextFolderError';
}

const ENDINGS: Record<string, string> = { pairs: '.sql', docs: '.md' };

/** The folders that are looked into. */
export const CONTEXT_FOLDERS = Object.keys(ENDINGS);

/** Collects the files of one folder within its limits. */
export class ContextFolder {
  readonly #limits: ContextLimits;
  readonly #files: ContextFile[] = [];
  readonly #problems = new Map<string, ContextProblem>();
  #count = 0;
  #bytes = 0;

  constructor(limits: ContextLimits) {
    this.#limits = limits;
  }

  /**
   * True when the file, whose path is relative to the folder, should be read. What cannot be read is
   * remembered as a problem.
   *
   * @throws ContextFolderError when the folder has too many files or bytes
   */
  accepts(path: string, size: number | undefined): boolean {
    const [folder, ...rest] = path.split('/');
    const ending = Object.hasOwn(ENDINGS, folder) ? ENDINGS[folder] : undefined;
    if (!ending || !path.toLowerCase().endsWith(ending)) {
      return false;
    }
    if (rest.length !== 1) {
      this.reportFolder(`${folder}/${rest[0]}`);
      return false;
    }
    this.#count++;
    if (this.#count > this.#limits.maxFiles) {
      throw new ContextFolderError(
        `The folder has more than ${
          this.#limits.maxFiles
        } context files; split the cluster`,
      );
    }
    if (size !== undefined && size > MAX_FILE_BYTES) {
      this.report(
        path,
        `The file has ${size} bytes; at most ${MAX_FILE_BYTES} are read. Split it`,
      );
      return false;
    }
    return true;
  }

  /** @throws ContextFolderError when the folder has too many bytes */
  add(file: ContextFile): void {
    this.#bytes += file.content.length;
    if (this.#bytes > this.#limits.maxBytes) {
      throw new ContextFolderError(
        `The context files have more than ${
          this.#limits.maxBytes
        } bytes in all; split the cluster`,
      );
    }
    this.#files.push(file);
  }

  report(path: string, reason: string): void {
    this.#problems.set(path, { file: path, reason });
  }

  reportFolder(path: string): void {
    this.report(
      path,
      `Folders inside ${path.split('/')[0]} are not read; move the files up`,
    );
  }

  /**
   * The files in order of path.
   *
   * @throws ContextFolderError when nothing was found, which is far more often a wrong address than
   *   a context that somebody emptied
   */
  finish(): { files: ContextFile[]; problems: ContextProblem[] } {
    if (this.#files.length === 0 && this.#problems.size === 0) {
      throw new ContextFolderError(
        'There are no pairs/*.sql and no docs/*.md in the folder; correct the annotation data-assistant/context-ref, or remove it when the cluster has no context',
      );
    }
    return {
      files: this.#files.sort((a, b) => (a.path < b.path ? -1 : 1)),
      problems: [...this.#problems.values()],
    };
  }
}
