import { Segment } from './Segment';

/** Segments that say a word, and the word's place in each. */
export interface WordHolders {
  segments: Segment[];
  places: number[];
}

const NONE: WordHolders = { segments: [], places: [] };

/** For every word the segments that say it, so that a rare word need not be sought in all. */
export class Holders {
  readonly #byTerm = new Map<number, WordHolders>();

  static create(): Holders {
    return new Holders();
  }

  add(segment: Segment): void {
    segment.arrays.terms.forEach((term, place) => {
      const holders = this.#byTerm.get(term);
      if (holders) {
        holders.segments.push(segment);
        holders.places.push(place);
      } else {
        this.#byTerm.set(term, { segments: [segment], places: [place] });
      }
    });
  }

  remove(segment: Segment): void {
    for (const term of segment.arrays.terms) {
      const holders = this.#byTerm.get(term)!;
      const at = holders.segments.indexOf(segment);
      holders.segments.splice(at, 1);
      holders.places.splice(at, 1);
      if (holders.segments.length === 0) {
        this.#byTerm.delete(term);
      }
    }
  }

  of(term: number): WordHolders {
    return this.#byTerm.get(term) ?? NONE;
  }
}
