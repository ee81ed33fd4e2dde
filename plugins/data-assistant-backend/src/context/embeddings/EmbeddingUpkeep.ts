import { LoggerService } from '@backstage/backend-plugin-api';
import { DateTime, Duration } from 'luxon';
import { ContextStore, StoredContext } from '../../curation/ContextStore';
import { EmbeddableText, listEmbeddableTexts } from './embeddableTexts';
import { Embedder, isModelEndpointError } from './Embedder';
import { VectorSpace, VectorStore } from './VectorStore';

/** Texts after which their vectors are stored, so that an interrupted round loses little. */
const CHUNK_SIZE = 256;
/** Also a cluster that did not change is gone through so often, so that its vectors count as seen. */
const SEEN_EVERY = Duration.fromObject({ hours: 24 });
/** A text that was refused is left out for so long; its cluster is gone through again by then. */
const REFUSED_FOR = Duration.fromObject({ hours: 24 });

interface Options {
  contexts: Pick<ContextStore, 'listVersions' | 'readContext'>;
  vectors: VectorStore;
  embedder: Embedder;
  logger: LoggerService;
  now?: () => DateTime;
}

/**
 * Gives vectors to those texts of the context that have none, and removes vectors that no text has had
 * for long. What a round does not get done, the next one does.
 */
export class EmbeddingUpkeep {
  static create(options: Options): EmbeddingUpkeep {
    return new EmbeddingUpkeep(options);
  }

  readonly #contexts: Options['contexts'];
  readonly #vectors: VectorStore;
  readonly #embedder: Embedder;
  readonly #logger: LoggerService;
  readonly #now: () => DateTime;
  /** Clusters whose texts all have vectors. */
  readonly #done = new Map<string, { version: string; at: DateTime }>();
  /** When the endpoint refused a text, by its hash. */
  readonly #refused = new Map<string, DateTime>();

  private constructor(options: Options) {
    this.#contexts = options.contexts;
    this.#vectors = options.vectors;
    this.#embedder = options.embedder;
    this.#logger = options.logger;
    this.#now = options.now ?? (() => DateTime.utc());
  }

  /** Does nothing that costs when nothing changed. An endpoint that fails ends the round, and is no error. */
  async run(signal?: AbortSignal): Promise<void> {
    const versions = await this.#contexts.listVersions();
    for (const id of this.#done.keys()) {
      if (!versions.has(id)) {
        this.#done.delete(id);
      }
    }
    for (const [hash, at] of this.#refused) {
      if (at.plus(REFUSED_FOR) < this.#now()) {
        this.#refused.delete(hash);
      }
    }
    const due = [...versions].filter(([id, version]) =>
      this.#isDue(id, version),
    );
    if (due.length === 0) {
      return;
    }
    let embedded = 0;
    try {
      const space = await this.#space(signal);
      for (const [id] of due) {
        signal?.throwIfAborted();
        const context = await this.#contexts.readContext(id);
        if (context) {
          embedded += await this.#embedCluster(context, space, signal);
          this.#done.set(id, { version: context.version, at: this.#now() });
        }
      }
      await this.#vectors.removeUnseen();
    } catch (error) {
      // The embedder has logged it.
      if (!isModelEndpointError(error) && !signal?.aborted) {
        throw error;
      }
    }
    if (embedded > 0) {
      this.#logger.info(
        `Embedded ${embedded} texts of the context with the model '${
          this.#embedder.model
        }'`,
      );
    }
  }

  #isDue(id: string, version: string): boolean {
    const done = this.#done.get(id);
    return done?.version !== version || done.at.plus(SEEN_EVERY) < this.#now();
  }

  /** The length of the vectors is only known from a vector. */
  async #space(signal?: AbortSignal): Promise<VectorSpace> {
    const { model } = this.#embedder;
    if (this.#embedder.dimensions === undefined) {
      await this.#embedder.probe({ purpose: 'context', signal });
    }
    const dimensions = this.#embedder.dimensions!;
    const stored = await this.#vectors.findDimensions(model);
    if (stored !== undefined && stored !== dimensions) {
      this.#logger.warn(
        `The stored vectors of the model '${model}' have ${stored} numbers and those of its endpoint ${dimensions}: the context is embedded anew, and questions are ranked by their words alone until it is`,
      );
    }
    return { model, dimensions };
  }

  async #embedCluster(
    context: StoredContext,
    space: VectorSpace,
    signal?: AbortSignal,
  ): Promise<number> {
    const texts = new Map(
      listEmbeddableTexts(context).map(text => [text.hash, text]),
    );
    const missing = (await this.#vectors.see(space, [...texts.keys()]))
      .filter(hash => !this.#refused.has(hash))
      .map(hash => texts.get(hash)!);
    let embedded = 0;
    for (let start = 0; start < missing.length; start += CHUNK_SIZE) {
      const chunk = missing.slice(start, start + CHUNK_SIZE);
      const refused: EmbeddableText[] = [];
      const vectors = await this.#embedTexts(chunk, refused, signal);
      await this.#vectors.write(space, vectors);
      embedded += vectors.size;
      for (const { hash } of refused) {
        this.#refused.set(hash, this.#now());
      }
      if (refused.length > 0) {
        const [{ kind, id }] = refused;
        this.#logger.warn(
          `The model '${space.model}' refuses ${refused.length} texts of ${context.id}, which are found by their words alone; one is of the ${kind} ${id}`,
        );
      }
    }
    return embedded;
  }

  /**
   * Where some are refused, the others are found by halving.
   *
   * @throws ModelEndpointError, also where the endpoint refuses whatever it is sent
   */
  async #embedTexts(
    texts: EmbeddableText[],
    refused: EmbeddableText[],
    signal?: AbortSignal,
  ): Promise<Map<string, Float32Array>> {
    try {
      const vectors = await this.#embedder.embed(
        texts.map(({ text }) => text),
        { purpose: 'context', signal },
      );
      return new Map(texts.map(({ hash }, index) => [hash, vectors[index]]));
    } catch (error) {
      if (!isModelEndpointError(error) || error.code !== 'bad-input') {
        throw error;
      }
      if (texts.length === 1) {
        await this.#embedder.probe({ purpose: 'context', signal });
        refused.push(texts[0]);
        return new Map();
      }
      const half = Math.ceil(texts.length / 2);
      return new Map([
        ...(await this.#embedTexts(texts.slice(0, half), refused, signal)),
        ...(await this.#embedTexts(texts.slice(half), refused, signal)),
      ]);
    }
  }
}
