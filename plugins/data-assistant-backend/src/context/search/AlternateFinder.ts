import { relatedTerms } from '../words/relatedTerms';
import { QuestionTerm } from './readQuestion';
import { Segment } from './Segment';
import { TermDictionary } from './TermDictionary';

/** Other words for a word, by number, with how much each counts of it (0 to 1). */
export type Alternates = Map<number, number>;

/** How much another word counts that is spelled alike, or that pairs teach. */
const ALIKE = 0.7;
const TAUGHT = 0.8;
/** What fewer of a word's pairs use was not meant by it. */
const TAUGHT_FROM = 0.15;
/** Added to the pairs of a word, so that one pair alone teaches little. */
const TAUGHT_PRIOR = 2;
/** A pair that says a word in its question; less is a name or a text in its SQL. */
const ASKED = 1;

/**
 * What else may be meant by the words of a question: synonyms and relatives by WordNet, spellings alike,
 * and what pairs teach. "Listeners" occurs in questions whose SQL counts `user_id`, so `user` is near it.
 */
export class AlternateFinder {
  readonly #dictionary: TermDictionary;
  readonly #segments: readonly Segment[];
  readonly #isSaid: (term: number) => boolean;
  #together: Uint32Array | undefined;
  #uses: Uint32Array | undefined;
  #pairs = 0;

  constructor(options: {
    dictionary: TermDictionary;
    segments: readonly Segment[];
    /** Whether any of the segments says a word. */
    isSaid: (term: number) => boolean;
  }) {
    this.#dictionary = options.dictionary;
    this.#segments = options.segments;
    this.#isSaid = options.isSaid;
  }

  find(word: QuestionTerm): Alternates {
    const own = this.#dictionary.find(word.term);
    const alternates: Alternates = new Map();
    const raise = (term: number | undefined, factor: number) => {
      if (term !== undefined && term !== own) {
        alternates.set(term, Math.max(alternates.get(term) ?? 0, factor));
      }
    };
    for (const form of word.forms) {
      for (const [term, factor] of relatedTerms(form)) {
        raise(this.#dictionary.find(term), factor);
      }
    }
    if (own !== undefined && this.#isSaid(own)) {
      this.#taughtBy(own).forEach((share, other) =>
        raise(other, TAUGHT * share),
      );
    } else {
      for (const [other, likeness] of this.#dictionary.findAlike(word.term)) {
        raise(other, ALIKE * likeness ** 2);
      }
    }
    return alternates;
  }

  /** By how much more often a schema's word is used by the pairs that ask with a word than by others. */
  #taughtBy(term: number): Map<number, number> {
    this.#together ??= new Uint32Array(this.#dictionary.capacity);
    const together = this.#together;
    const touched: number[] = [];
    let asked = 0;
    for (const segment of this.#segments) {
      const { pieceStarts, pieces, weights, usedStarts, used } = segment.arrays;
      const index = segment.indexOf(term);
      const end = index < 0 ? 0 : pieceStarts[index + 1];
      for (let at = index < 0 ? 0 : pieceStarts[index]; at < end; at++) {
        const pair = pieces[at];
        if (pair < segment.firstDoc && weights[at] >= ASKED) {
          asked++;
          for (let use = usedStarts[pair]; use < usedStarts[pair + 1]; use++) {
            if (together[used[use]]++ === 0) {
              touched.push(used[use]);
            }
          }
        }
      }
    }
    const taught = new Map<number, number>();
    for (const other of touched) {
      const count = together[other];
      together[other] = 0;
      const byChance = (asked * this.#usesOf(other)) / this.#pairs;
      const share = (count - byChance) / (asked + TAUGHT_PRIOR);
      if (share >= TAUGHT_FROM) {
        taught.set(other, share);
      }
    }
    return taught;
  }

  /** In how many pairs a word of the schema is used. */
  #usesOf(term: number): number {
    if (!this.#uses) {
      this.#uses = new Uint32Array(this.#dictionary.capacity);
      for (const { firstDoc, arrays } of this.#segments) {
        this.#pairs += firstDoc;
        for (const each of arrays.used) {
          this.#uses[each]++;
        }
      }
    }
    return this.#uses[term];
  }
}
