import { setImmediate as nextTurn } from 'node:timers/promises';
import { ContextStore } from '../../curation/ContextStore';
import { EmbeddableText, listEmbeddableTexts } from './embeddableTexts';
import { VectorSpace, VectorStore } from './VectorStore';

/** The texts of a cluster, and how near each is to a question. */
export interface ClusterNearnesses {
  clusterId: string;
  texts: readonly Pick<EmbeddableText, 'kind' | 'id'>[];
  /** Cosines, -1 to 1; one for each of the first of `texts`, the others have no vector yet. */
  scores: Float32Array;
}

interface Entry {
  /** Version of the context that it was built from. */
  version: string;
  /** Those with a vector first, in the order of the rows of `block`. */
  texts: Omit<EmbeddableText, 'text'>[];
  /** Unit vectors, one after the other. */
  block: Float32Array;
}

/** Other work gets its turn in between, since a large context takes longer than a stream may stand still. */
const SLICE_MS = 8;

/**
 * The vectors of the context in memory, cluster by cluster: a cache of what the database holds, brought
 * up to date by `refresh`. Brute force: there is nothing to build, to tune or to keep in step.
 */
export class VectorIndex {
  static create(options: {
    contexts: Pick<ContextStore, 'listVersions' | 'readContext'>;
    vectors: VectorStore;
  }): VectorIndex {
    return new VectorIndex(options.contexts, options.vectors);
  }

  readonly #contexts: Pick<ContextStore, 'listVersions' | 'readContext'>;
  readonly #vectors: VectorStore;
  readonly #entries = new Map<string, Entry>();
  #space: VectorSpace | undefined;
  #state = '';
  #refreshing: Promise<void> | undefined;

  private constructor(
    contexts: Pick<ContextStore, 'listVersions' | 'readContext'>,
    vectors: VectorStore,
  ) {
    this.#contexts = contexts;
    this.#vectors = vectors;
  }

  /** Length of the vectors in it; undefined while it is empty. */
  get dimensions(): number | undefined {
    return this.#space?.dimensions;
  }

  /**
   * Takes over what changed in the context and in the stored vectors. Searches meanwhile see either state.
   * A call during one that is under way gets its end.
   */
  refresh(space: VectorSpace, signal?: AbortSignal): Promise<void> {
    this.#refreshing ??= this.#refresh(space, signal).finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #refresh(space: VectorSpace, signal?: AbortSignal): Promise<void> {
    if (
      this.#space?.model !== space.model ||
      this.#space.dimensions !== space.dimensions
    ) {
      this.#entries.clear();
      this.#space = space;
      this.#state = '';
    }
    const versions = await this.#contexts.listVersions();
    for (const id of this.#entries.keys()) {
      if (!versions.has(id)) {
        this.#entries.delete(id);
      }
    }
    // Read first, so that what is written meanwhile is looked for the next time.
    const state = await this.#vectors.readState(space);
    for (const [id, version] of versions) {
      signal?.throwIfAborted();
      const entry = this.#entries.get(id);
      if (entry?.version !== version) {
        const context = await this.#contexts.readContext(id);
        if (context) {
          const texts = listEmbeddableTexts(context).map(
            ({ text, ...rest }) => rest,
          );
          await this.#rebuild(id, context.version, texts, space);
        }
      } else if (
        state !== this.#state &&
        entry.block.length < entry.texts.length * space.dimensions
      ) {
        await this.#rebuild(id, version, entry.texts, space);
      }
    }
    this.#state = state;
  }

  /** Of each given cluster that has vectors. */
  async *search(
    vector: Float32Array,
    clusterIds: Iterable<string>,
  ): AsyncGenerator<ClusterNearnesses> {
    let sliceEnd = performance.now() + SLICE_MS;
    for (const clusterId of new Set(clusterIds)) {
      const entry = this.#entries.get(clusterId);
      if (!entry?.block.length || vector.length !== this.dimensions) {
        continue;
      }
      const scores = new Float32Array(entry.block.length / vector.length);
      for (let row = 0; row < scores.length; row++) {
        scores[row] = dotProduct(vector, entry.block, row * vector.length);
      }
      yield { clusterId, texts: entry.texts, scores };
      if (performance.now() > sliceEnd) {
        await nextTurn();
        sliceEnd = performance.now() + SLICE_MS;
      }
    }
  }

  async #rebuild(
    clusterId: string,
    version: string,
    texts: Entry['texts'],
    space: VectorSpace,
  ): Promise<void> {
    const { dimensions } = space;
    const known = this.#knownVectors(clusterId, dimensions);
    const wanted = new Set(texts.map(({ hash }) => hash));
    const read = await this.#vectors.read(
      space,
      [...wanted].filter(hash => !known.has(hash)),
    );
    const vectorOf = (hash: string) => known.get(hash) ?? read.get(hash);
    const ready = texts.filter(({ hash }) => vectorOf(hash));
    const block = new Float32Array(ready.length * dimensions);
    ready.forEach(({ hash }, row) =>
      block.set(vectorOf(hash)!, row * dimensions),
    );
    this.#entries.set(clusterId, {
      version,
      texts: [...ready, ...texts.filter(({ hash }) => !vectorOf(hash))],
      block,
    });
  }

  #knownVectors(
    clusterId: string,
    dimensions: number,
  ): Map<string, Float32Array> {
    const entry = this.#entries.get(clusterId);
    const rows = (entry?.block.length ?? 0) / dimensions;
    return new Map(
      entry?.texts
        .slice(0, rows)
        .map(({ hash }, row) => [
          hash,
          entry.block.subarray(row * dimensions, (row + 1) * dimensions),
        ]),
    );
  }
}

/** Of a vector and a row of a block. Four sums at once, since each addition waits for the one before. */
function dotProduct(a: Float32Array, block: Float32Array, start: number) {
  const { length } = a;
  const whole = length - (length % 4);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let at = 0;
  for (; at < whole; at += 4) {
    s0 += a[at] * block[start + at];
    s1 += a[at + 1] * block[start + at + 1];
    s2 += a[at + 2] * block[start + at + 2];
    s3 += a[at + 3] * block[start + at + 3];
  }
  for (; at < length; at++) {
    s0 += a[at] * block[start + at];
  }
  return s0 + s1 + s2 + s3;
}
