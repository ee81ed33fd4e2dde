import { Field, FIELDS, FIELD_INDEX } from './fields';
import { phraseKey, SegmentArrays } from './Segment';
import { TermDictionary } from './TermDictionary';

const HIGHEST_COUNT = 65_535;
const FIRST_CAPACITY = 1_024;

/** Words by number, each with how often it stands in each field and in which pieces; all but what pairs use. */
type TalliedArrays = Omit<SegmentArrays, 'usedStarts' | 'used'>;

/**
 * Counts the words of one cluster, piece by piece, and lays the counts out in typed arrays. A cluster says a
 * hundred thousand words that are few different ones, so each word is given a slot when it first comes, and
 * all counting is done in arrays by slot.
 */
export class WordTally {
  readonly #dictionary: TermDictionary;
  readonly #slots = new Map<string, number>();
  /** Numbers in the dictionary, by slot. */
  readonly #terms: number[] = [];
  /** By `slot * FIELDS.length + field`. */
  #counts = new Uint32Array(FIRST_CAPACITY * FIELDS.length);
  /** Of the piece at hand, by slot, and the slots in which it has one. */
  #weights = new Float64Array(FIRST_CAPACITY);
  readonly #weighed: number[] = [];
  readonly #fieldLengths = new Float64Array(FIELDS.length);
  readonly #postings: { slots: number[]; pieces: number[]; weights: number[] } =
    { slots: [], pieces: [], weights: [] };
  readonly #pieceLengths: number[] = [];
  /** A key for each time that two words stand side by side. */
  readonly #phrases: number[] = [];

  private constructor(dictionary: TermDictionary) {
    this.#dictionary = dictionary;
  }

  static create(dictionary: TermDictionary): WordTally {
    return new WordTally(dictionary);
  }

  /** The number of a word in the dictionary, where the cluster holds it from now on. */
  hold(term: string): number {
    return this.#terms[this.#slot(term)];
  }

  /** Counts words that stand in a field; those with a weight also for the piece at hand. */
  count(field: Field, terms: readonly string[], weight = 0): void {
    const index = FIELD_INDEX[field];
    this.#fieldLengths[index] += terms.length;
    for (const term of terms) {
      const slot = this.#slot(term);
      this.#counts[slot * FIELDS.length + index]++;
      this.#weigh(slot, weight);
    }
  }

  /** Lets the piece at hand have words that another one says. */
  lend(terms: readonly string[], weight: number): void {
    for (const term of terms) {
      this.#weigh(this.#slot(term), weight);
    }
  }

  /** Counts words that stand side by side. */
  countPhrase(terms: readonly string[]): void {
    for (let at = 1; at < terms.length; at++) {
      this.#phrases.push(
        phraseKey(this.hold(terms[at - 1]), this.hold(terms[at])),
      );
    }
  }

  /** Ends the piece at hand; the next words with a weight are the next piece's. */
  endPiece(): void {
    let length = 0;
    for (const slot of this.#weighed) {
      const weight = this.#weights[slot];
      this.#postings.slots.push(slot);
      this.#postings.pieces.push(this.#pieceLengths.length);
      this.#postings.weights.push(weight);
      this.#weights[slot] = 0;
      length += weight;
    }
    this.#weighed.length = 0;
    this.#pieceLengths.push(length);
  }

  layOut(): TalliedArrays {
    const order = Uint32Array.from(this.#terms.keys()).sort(
      (a, b) => this.#terms[a] - this.#terms[b],
    );
    return {
      terms: order.map(slot => this.#terms[slot]),
      ...this.#layOutFields(order),
      ...this.#layOutPieces(order),
      pieceLengths: Float32Array.from(this.#pieceLengths),
      fieldLengths: this.#fieldLengths,
      ...countRuns(Float64Array.from(this.#phrases).sort()),
    };
  }

  #slot(term: string): number {
    let slot = this.#slots.get(term);
    if (slot === undefined) {
      slot = this.#terms.length;
      this.#slots.set(term, slot);
      this.#terms.push(this.#dictionary.hold(term));
      if (slot === this.#weights.length) {
        this.#grow();
      }
    }
    return slot;
  }

  #grow(): void {
    const [counts, weights] = [this.#counts, this.#weights];
    this.#counts = new Uint32Array(2 * counts.length);
    this.#counts.set(counts);
    this.#weights = new Float64Array(2 * weights.length);
    this.#weights.set(weights);
  }

  #weigh(slot: number, weight: number): void {
    if (weight > 0) {
      if (this.#weights[slot] === 0) {
        this.#weighed.push(slot);
      }
      this.#weights[slot] += weight;
    }
  }

  #layOutFields(order: Uint32Array) {
    const fieldStarts = new Uint32Array(order.length + 1);
    const fields: number[] = [];
    const counts: number[] = [];
    order.forEach((slot, index) => {
      for (let field = 0; field < FIELDS.length; field++) {
        const count = this.#counts[slot * FIELDS.length + field];
        if (count > 0) {
          fields.push(field);
          counts.push(Math.min(count, HIGHEST_COUNT));
        }
      }
      fieldStarts[index + 1] = fields.length;
    });
    return {
      fieldStarts,
      fields: Uint8Array.from(fields),
      counts: Uint16Array.from(counts),
    };
  }

  /** A counting sort by word, so that the pieces of a word stay in their order. */
  #layOutPieces(order: Uint32Array) {
    const { slots, pieces: ofPosting, weights: weighed } = this.#postings;
    const sizes = new Uint32Array(order.length);
    for (const slot of slots) {
      sizes[slot]++;
    }
    const pieceStarts = new Uint32Array(order.length + 1);
    const next = new Uint32Array(order.length);
    order.forEach((slot, index) => {
      next[slot] = pieceStarts[index];
      pieceStarts[index + 1] = pieceStarts[index] + sizes[slot];
    });
    const pieces = new Uint32Array(slots.length);
    const weights = new Float32Array(slots.length);
    for (let posting = 0; posting < slots.length; posting++) {
      const place = next[slots[posting]]++;
      pieces[place] = ofPosting[posting];
      weights[place] = weighed[posting];
    }
    return { pieceStarts, pieces, weights };
  }
}

/** Each of the ascending keys once, and how often it was there. */
function countRuns(sorted: Float64Array) {
  const starts: number[] = [];
  sorted.forEach((key, at) => {
    if (key !== sorted[at - 1]) {
      starts.push(at);
    }
  });
  return {
    phrases: Float64Array.from(starts, at => sorted[at]),
    phraseCounts: Uint16Array.from(starts, (at, run) =>
      Math.min((starts[run + 1] ?? sorted.length) - at, HIGHEST_COUNT),
    ),
  };
}
