import { Knex } from 'knex';
import { DateTime, Duration } from 'luxon';

interface EmbeddingRow {
  model: string;
  dimensions: number;
  text_hash: string;
  vector: Buffer;
  seen_at: string;
}

/** Which vectors may be compared with each other. */
export interface VectorSpace {
  model: string;
  dimensions: number;
}

/** Fits the number of bindings that SQLite allows. */
const READ_BATCH = 500;
const WRITE_BATCH = 100;
/** Rows are marked as seen no oftener, to spare the database. */
const SEEN_FOR = Duration.fromObject({ hours: 12 });
/** Time in which a text may come back, or a model be changed back, without being embedded again. */
const KEPT_FOR = Duration.fromObject({ days: 7 });

function* batches<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}

function toVector({ vector, dimensions }: EmbeddingRow): Float32Array {
  // Copied, since a view needs its bytes aligned.
  return new Float32Array(new Uint8Array(vector).buffer, 0, dimensions);
}

/** Vectors in the database, by model, length and the hash of their text. */
export class VectorStore {
  static create(options: {
    database: Knex;
    now?: () => DateTime;
  }): VectorStore {
    return new VectorStore(
      options.database,
      options.now ?? (() => DateTime.utc()),
    );
  }

  readonly #database: Knex;
  readonly #now: () => DateTime;

  private constructor(database: Knex, now: () => DateTime) {
    this.#database = database;
    this.#now = now;
  }

  /** Those that are there, by hash. */
  async read(
    space: VectorSpace,
    hashes: readonly string[],
  ): Promise<Map<string, Float32Array>> {
    const vectors = new Map<string, Float32Array>();
    for (const batch of batches(hashes, READ_BATCH)) {
      const rows = await this.#rows(space).whereIn('text_hash', batch);
      for (const row of rows) {
        vectors.set(row.text_hash, toVector(row));
      }
    }
    return vectors;
  }

  /** Notes that the context has these texts, and tells which of them have no vector yet. */
  async see(space: VectorSpace, hashes: readonly string[]): Promise<string[]> {
    const missing: string[] = [];
    const due = this.#past(SEEN_FOR);
    for (const batch of batches([...new Set(hashes)], READ_BATCH)) {
      const rows = await this.#rows(space)
        .whereIn('text_hash', batch)
        .select('text_hash', 'seen_at');
      const known = new Set(rows.map(row => row.text_hash));
      missing.push(...batch.filter(hash => !known.has(hash)));
      const stale = rows.filter(({ seen_at }) => seen_at < due);
      if (stale.length > 0) {
        await this.#rows(space)
          .whereIn(
            'text_hash',
            stale.map(row => row.text_hash),
          )
          .update({ seen_at: this.#now().toUTC().toISO()! });
      }
    }
    return missing;
  }

  /** A vector that is there already stays. */
  async write(
    space: VectorSpace,
    vectors: ReadonlyMap<string, Float32Array>,
  ): Promise<void> {
    const seen_at = this.#now().toUTC().toISO()!;
    const rows = [...vectors].map(([text_hash, vector]) => ({
      ...space,
      text_hash,
      vector: Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
      seen_at,
    }));
    for (const batch of batches(rows, WRITE_BATCH)) {
      await this.#database<EmbeddingRow>('embeddings')
        .insert(batch)
        .onConflict(['model', 'dimensions', 'text_hash'])
        .ignore();
    }
  }

  /** The length of the vectors of a model that were written or seen last. */
  async findDimensions(model: string): Promise<number | undefined> {
    const row = await this.#database<EmbeddingRow>('embeddings')
      .where({ model })
      .orderBy('seen_at', 'desc')
      .first('dimensions');
    return row?.dimensions;
  }

  /** Another text when vectors were added: a cheap look at what changed. */
  async readState(space: VectorSpace): Promise<string> {
    const [{ count, latest }] = await this.#rows(space)
      .count({ count: '*' })
      .max({ latest: 'seen_at' });
    return `${count} ${latest}`;
  }

  /** Removes what the context has not had for a week, of whatever model. */
  async removeUnseen(): Promise<number> {
    return this.#database<EmbeddingRow>('embeddings')
      .where('seen_at', '<', this.#past(KEPT_FOR))
      .delete();
  }

  #rows({ model, dimensions }: VectorSpace) {
    return this.#database<EmbeddingRow>('embeddings').where({
      model,
      dimensions,
    });
  }

  #past(duration: Duration): string {
    return this.#now().minus(duration).toUTC().toISO()!;
  }
}
