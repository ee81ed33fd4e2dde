import { distance } from 'fastest-levenshtein';

const GRAM = 3;
/** A shorter word has too many words near it. */
const SHORTEST = 4;
/** Below this share of common grams two words are not compared letter by letter. */
const COMMON_GRAMS = 0.3;
const ALIKE_FROM = 0.6;

function gramsOf(term: string): Set<string> {
  const marked = `^${term}$`;
  const grams = new Set<string>();
  for (let at = 0; at + GRAM <= marked.length; at++) {
    grams.add(marked.slice(at, at + GRAM));
  }
  return grams;
}

/** Finds words that are spelled like another, for slips of the keyboard and forms that no stemmer knows. */
export class GramIndex {
  readonly #terms = new Map<string, Set<string>>();

  static create(): GramIndex {
    return new GramIndex();
  }

  add(term: string): void {
    for (const gram of term.length >= SHORTEST ? gramsOf(term) : []) {
      const terms = this.#terms.get(gram);
      if (terms) {
        terms.add(term);
      } else {
        this.#terms.set(gram, new Set([term]));
      }
    }
  }

  remove(term: string): void {
    for (const gram of term.length >= SHORTEST ? gramsOf(term) : []) {
      const terms = this.#terms.get(gram);
      terms?.delete(term);
      if (terms?.size === 0) {
        this.#terms.delete(gram);
      }
    }
  }

  /**
   * Words that are spelled like this one, with how much: the larger of the share of grams that both have
   * (Dice 1945) and the share of letters that need no edit.
   */
  findAlike(term: string): Map<string, number> {
    const alike = new Map<string, number>();
    if (term.length < SHORTEST || /\d/.test(term)) {
      return alike;
    }
    const grams = gramsOf(term);
    const common = new Map<string, number>();
    for (const gram of grams) {
      for (const other of this.#terms.get(gram) ?? []) {
        common.set(other, (common.get(other) ?? 0) + 1);
      }
    }
    for (const [other, count] of common) {
      const dice = (2 * count) / (grams.size + other.length);
      if (dice >= COMMON_GRAMS && other !== term) {
        const letters =
          1 - distance(term, other) / Math.max(term.length, other.length);
        const likeness = Math.max(dice, letters);
        if (likeness >= ALIKE_FROM) {
          alike.set(other, likeness);
        }
      }
    }
    return alike;
  }
}
