import { Assignment, assignSlots } from './assignSlots';
import { ClusterWords } from './ClusterWords';
import { matchPair, PairMatch } from './matchPair';
import { PairSignature } from './PairSignature';
import { Reading } from './Reading';
import { tellingOfUnit } from './WordRelations';

/** A pair beside what was read. */
export interface ComparedPair {
  signature: PairSignature;
  assignment: Assignment;
  match: PairMatch;
}

/** Pairs that share fewer words with a question than so many others are not looked at more closely. */
const LOOKED_AT = 24;

function sharedTelling({ words }: Assignment, { labels }: PairSignature) {
  return words
    .filter(unit => unit.labels.some(label => labels.has(label)))
    .reduce((sum, unit) => sum + (unit.wordClass ? 0 : tellingOfUnit(unit)), 0);
}

/** A pair with what of a reading fills its parameters, and how much of their words they share. */
interface Assigned {
  signature: PairSignature;
  assignment: Assignment;
  shared: number;
}

/** Compares one reading with lists of pairs; a pair that is in several of them is compared once. */
export class ReadingComparer {
  readonly #reading: Reading;
  readonly #words: ClusterWords;
  readonly #assigned = new Map<PairSignature, Assigned>();
  /** Of those that were looked at closely; undefined where nothing can be compared. */
  readonly #matches = new Map<PairSignature, PairMatch | undefined>();

  private constructor(reading: Reading, words: ClusterWords) {
    this.#reading = reading;
    this.#words = words;
  }

  static create(reading: Reading, words: ClusterWords): ReadingComparer {
    return new ReadingComparer(reading, words);
  }

  /** The pairs that are nearest to what was read, the one that stands best first. */
  compare(signatures: PairSignature[]): ComparedPair[] {
    return signatures
      .map(signature => this.#assign(signature))
      .sort(
        (a, b) =>
          b.shared - a.shared ||
          a.signature.pair.id.localeCompare(b.signature.pair.id),
      )
      .slice(0, LOOKED_AT)
      .flatMap(({ signature, assignment }) => {
        const match = this.#match(signature, assignment);
        return match ? [{ signature, assignment, match }] : [];
      })
      .sort(
        (a, b) =>
          b.match.standing - a.match.standing ||
          a.signature.pair.id.localeCompare(b.signature.pair.id),
      );
  }

  #assign(signature: PairSignature): Assigned {
    let assigned = this.#assigned.get(signature);
    if (!assigned) {
      const assignment = assignSlots(this.#reading, signature.pair.parameters);
      const shared = sharedTelling(assignment, signature);
      assigned = { signature, assignment, shared };
      this.#assigned.set(signature, assigned);
    }
    return assigned;
  }

  #match(
    signature: PairSignature,
    assignment: Assignment,
  ): PairMatch | undefined {
    if (!this.#matches.has(signature)) {
      this.#matches.set(
        signature,
        matchPair(signature, assignment, this.#words),
      );
    }
    return this.#matches.get(signature);
  }
}

/** The pairs that are nearest to what was read, the one that stands best first. */
export function compareReading(
  reading: Reading,
  signatures: PairSignature[],
  words: ClusterWords,
): ComparedPair[] {
  return ReadingComparer.create(reading, words).compare(signatures);
}
