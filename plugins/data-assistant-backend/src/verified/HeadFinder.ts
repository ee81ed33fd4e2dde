import lemmatizer from 'wink-lemmatizer';
import { Found, WordUnit } from './Reading';

/** "listened", "sold", "made": a verb's form, and not that of the present, which may be a plural. */
export function isVerbForm(text: string): boolean {
  const word = text.toLocaleLowerCase('en');
  return !word.endsWith('s') && lemmatizer.verb(word) !== word;
}

/**
 * Finds what "how many" counts, or what a text that names no such class begins with: the last word of a
 * run, up to a verb, a function word or a slot. Podcast *streams* are counted, not podcasts; *creators*
 * who opened tickets, not tickets.
 */
export class HeadFinder {
  #isOpen: boolean;
  #head: WordUnit | undefined;

  private constructor(isOpen: boolean) {
    this.#isOpen = isOpen;
  }

  static afterCount(): HeadFinder {
    return new HeadFinder(false);
  }

  static fromStart(): HeadFinder {
    return new HeadFinder(true);
  }

  get found(): WordUnit | undefined {
    return this.#head;
  }

  see({ word, slot }: Found): void {
    if (word?.wordClass === 'count' && !this.#head) {
      this.#isOpen = true;
      return;
    }
    if (!this.#isOpen) {
      return;
    }
    const ends =
      slot !== undefined ||
      word === undefined ||
      word.wordClass !== undefined ||
      isVerbForm(word.text);
    if (!ends) {
      this.#head = word;
    } else if (this.#head || slot) {
      this.#isOpen = false;
    }
  }
}
