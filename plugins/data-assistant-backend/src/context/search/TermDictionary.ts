import { GramIndex } from './GramIndex';

/**
 * The words of all clusters, each once, as small whole numbers. It counts who holds a word, so that a word
 * which no cluster says any more takes no room.
 */
export class TermDictionary {
  readonly #ids = new Map<string, number>();
  readonly #terms: string[] = [];
  readonly #holders: number[] = [];
  readonly #free: number[] = [];
  readonly #grams = GramIndex.create();

  static create(): TermDictionary {
    return new TermDictionary();
  }

  get size(): number {
    return this.#ids.size;
  }

  /** All numbers are below this. */
  get capacity(): number {
    return this.#terms.length;
  }

  /** The number of a word that some cluster says. */
  find(term: string): number | undefined {
    return this.#ids.get(term);
  }

  /** Numbers of words that are spelled like this one, with how much (0 to 1). */
  findAlike(term: string): [number, number][] {
    return [...this.#grams.findAlike(term)].map(([other, likeness]) => [
      this.#ids.get(other)!,
      likeness,
    ]);
  }

  /** The number of a word, given out on first use, with one holder more. */
  hold(term: string): number {
    const known = this.#ids.get(term);
    if (known !== undefined) {
      this.#holders[known]++;
      return known;
    }
    const id = this.#free.pop() ?? this.#terms.length;
    this.#ids.set(term, id);
    this.#terms[id] = term;
    this.#holders[id] = 1;
    this.#grams.add(term);
    return id;
  }

  /** Takes one holder away. */
  release(id: number): void {
    this.#holders[id]--;
    if (this.#holders[id] === 0) {
      this.#ids.delete(this.#terms[id]);
      this.#grams.remove(this.#terms[id]);
      this.#terms[id] = '';
      this.#free.push(id);
    }
  }
}
