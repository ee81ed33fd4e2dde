import { RankedPiece } from '../search/ContextSearch';
import { PieceKind } from '../search/readPieces';
import { toEmbeddable } from './embeddableTexts';
import { Embedder } from './Embedder';
import { VectorIndex } from './VectorIndex';
import { ClusterNearness, VectorSearch } from './VectorSearch';

/** How long a question may wait for its vector; then its words have to do. */
const QUESTION_LIMIT_MS = 1_500;
/** A run asks for the same question's vector several times. */
const QUESTIONS_KEPT = 500;
/** A question that got no vector is not asked for again for so long, or each step of its run would wait. */
const FAILURE_KEPT_MS = 10_000;
/** A cluster is as near as its nearest texts are on average: one alone may be near by chance. */
const NEAREST_TEXTS = 3;
/** A cluster of which less has a vector yet is not judged by it. */
const SHARE_NEEDED = 0.5;

interface QuestionVector {
  promise: Promise<Float32Array | undefined>;
  /** Milliseconds since 1970; set once it failed. */
  failedAt?: number;
}

/** Ranks by the cosine between the vector of the question and those of the context. */
export class EmbeddingSearch implements VectorSearch {
  static create(options: {
    embedder: Embedder;
    index: VectorIndex;
    questionLimitMs?: number;
  }): EmbeddingSearch {
    return new EmbeddingSearch(options);
  }

  readonly #embedder: Embedder;
  readonly #index: VectorIndex;
  readonly #questionLimitMs: number;
  /** By text, the latest last. */
  readonly #questions = new Map<string, QuestionVector>();

  private constructor(options: Parameters<typeof EmbeddingSearch.create>[0]) {
    this.#embedder = options.embedder;
    this.#index = options.index;
    this.#questionLimitMs = options.questionLimitMs ?? QUESTION_LIMIT_MS;
  }

  async rankClusters(
    question: string,
    options: { clusterIds: readonly string[]; signal?: AbortSignal },
  ): Promise<ClusterNearness[] | undefined> {
    const vector = await this.#vectorOf(question, options.signal);
    if (!vector) {
      return undefined;
    }
    const clusters: ClusterNearness[] = [];
    for await (const { clusterId, texts, scores } of this.#index.search(
      vector,
      options.clusterIds,
    )) {
      if (scores.length <= texts.length * SHARE_NEEDED) {
        continue;
      }
      const nearest = scores.toSorted().slice(-NEAREST_TEXTS);
      const sum = nearest.reduce((total, score) => total + score, 0);
      clusters.push({ clusterId, score: sum / nearest.length });
    }
    return clusters.sort(
      (a, b) => b.score - a.score || (a.clusterId < b.clusterId ? -1 : 1),
    );
  }

  async findPieces(
    question: string,
    options: {
      clusterId: string;
      kinds?: readonly PieceKind[];
      limit: number;
      signal?: AbortSignal;
    },
  ): Promise<RankedPiece[] | undefined> {
    const { clusterId, kinds, limit, signal } = options;
    const vector = await this.#vectorOf(question, signal);
    if (!vector) {
      return undefined;
    }
    const pieces = new Map<string, RankedPiece>();
    for await (const { texts, scores } of this.#index.search(vector, [
      clusterId,
    ])) {
      scores.forEach((score, row) => {
        const { kind, id } = texts[row];
        const key = `${kind} ${id}`;
        if (
          kind !== 'cluster' &&
          (kinds?.includes(kind) ?? true) &&
          score > (pieces.get(key)?.score ?? -Infinity)
        ) {
          pieces.set(key, { kind, id, score });
        }
      });
    }
    return [...pieces.values()]
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  /** Undefined when there is none in time, or the caller gave up. */
  async #vectorOf(
    question: string,
    signal: AbortSignal | undefined,
  ): Promise<Float32Array | undefined> {
    const text = toEmbeddable(question);
    if (text === '' || signal?.aborted) {
      return undefined;
    }
    const known = this.#questions.get(text);
    const isStale =
      known?.failedAt !== undefined &&
      known.failedAt + FAILURE_KEPT_MS < Date.now();
    const entry = known && !isStale ? known : this.#ask(text);
    this.#questions.delete(text);
    this.#questions.set(text, entry);
    if (this.#questions.size > QUESTIONS_KEPT) {
      const [oldest] = this.#questions.keys();
      this.#questions.delete(oldest);
    }
    return signal ? unlessAborted(entry.promise, signal) : entry.promise;
  }

  /** Without the caller's signal, since others may come to wait for the same. */
  #ask(text: string): QuestionVector {
    const entry: QuestionVector = {
      promise: this.#embedder
        .embed([text], {
          purpose: 'question',
          signal: AbortSignal.timeout(this.#questionLimitMs),
        })
        .then(
          ([vector]) => vector,
          () => {
            // The embedder has logged it.
            entry.failedAt = Date.now();
            return undefined;
          },
        ),
    };
    return entry;
  }
}

function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  return new Promise(resolve => {
    const onAbort = () => resolve(undefined);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, onAbort).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}
