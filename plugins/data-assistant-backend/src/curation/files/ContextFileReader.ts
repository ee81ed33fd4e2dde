import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { ContextProblem } from '@cairn/backstage-plugin-data-assistant-common';
import { DocFile, PairFile } from './ContextFile';
import {
  ContextFolder,
  ContextLimits,
  DEFAULT_CONTEXT_LIMITS,
} from './ContextFolder';
import { locateContext, ResolveUrl } from './locateContext';
import { parseDocFile } from './parseDocFile';
import { parsePairFile } from './parsePairFile';
import { readLocalFolder } from './readLocalFolder';
import { readUrlFolder } from './readUrlFolder';

/** All that the files of a cluster say. */
export interface ContextFiles {
  pairs: PairFile[];
  docs: DocFile[];
  problems: ContextProblem[];
}

/** Reads the context files that the entity of a cluster points to. */
export class ContextFileReader {
  static fromConfig(
    config: Config,
    options: { urlReader: UrlReaderService; limits?: ContextLimits },
  ): ContextFileReader {
    const integrations = ScmIntegrations.fromConfig(config);
    return new ContextFileReader(
      options.urlReader,
      request => integrations.resolveUrl(request),
      options.limits ?? DEFAULT_CONTEXT_LIMITS,
    );
  }

  readonly #urlReader: UrlReaderService;
  readonly #resolveUrl: ResolveUrl;
  readonly #limits: ContextLimits;

  private constructor(
    urlReader: UrlReaderService,
    resolveUrl: ResolveUrl,
    limits: ContextLimits,
  ) {
    this.#urlReader = urlReader;
    this.#resolveUrl = resolveUrl;
    this.#limits = limits;
  }

  /**
   * Files that do not fit the format become problems, and the others load. An entity without the
   * annotation has no files.
   *
   * @throws ContextFolderError when the files cannot be read as a whole
   */
  async read(entity: Entity, signal?: AbortSignal): Promise<ContextFiles> {
    const location = locateContext(entity, this.#resolveUrl);
    if (!location) {
      return { pairs: [], docs: [], problems: [] };
    }
    const folder = new ContextFolder(this.#limits);
    if (location.type === 'file') {
      await readLocalFolder({ ...location, folder, signal });
    } else {
      await readUrlFolder({
        url: location.url,
        urlReader: this.#urlReader,
        folder,
        signal,
      });
    }
    const { files, problems } = folder.finish();
    const read: ContextFiles = { pairs: [], docs: [], problems: [...problems] };
    const questions = new Map<string, string>();
    for (const file of files) {
      signal?.throwIfAborted();
      if (file.path.startsWith('docs/')) {
        const parsed = parseDocFile(file);
        if (parsed.ok) {
          read.docs.push(parsed.value);
        } else {
          read.problems.push(...parsed.problems);
        }
        continue;
      }
      const parsed = parsePairFile(file);
      if (!parsed.ok) {
        read.problems.push(...parsed.problems);
        continue;
      }
      const question = parsed.value.question.toLowerCase().replace(/\s+/g, ' ');
      const other = questions.get(question);
      if (other === undefined) {
        questions.set(question, file.path);
        read.pairs.push(parsed.value);
      } else {
        read.problems.push({
          file: file.path,
          reason: `The question is that of ${other} already; keep one, or word it so that they differ`,
        });
      }
    }
    return read;
  }
}
