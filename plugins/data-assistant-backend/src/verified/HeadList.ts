import { Token } from '../context/tokens';
import { Found, WordUnit } from './Reading';

/** Words after which a text restricts what it has asked for. */
const ENDS = new Set(
  (
    'of for in on at from with by to that who which whose whom where when have has had is are was were do does did ' +
    'than as under over during after before between there through across per each every'
  ).split(' '),
);
/** They say how the words after them are put together, not what is asked for. */
const MEASURES = new Set(
  'number count amount total sum average mean list different distinct unique all'.split(
    ' ',
  ),
);
const LONGEST = 8;

/**
 * Collects what a text asks for: the words before the first that restricts them, such as *names* and *ages* in
 * "the names and ages of singers from France". Two questions with other heads ask for other things, however
 * many words they share.
 */
export class HeadList {
  static create(): HeadList {
    return new HeadList();
  }

  readonly #found: WordUnit[] = [];
  #isOpen = true;

  private constructor() {}

  get found(): WordUnit[] {
    return this.#found;
  }

  see({ word, slot }: Found, token: Token): void {
    const text = token.text.toLocaleLowerCase('en');
    if (!this.#isOpen || MEASURES.has(text)) {
      return;
    }
    if (this.#found.length > 0 && (slot || ENDS.has(text))) {
      this.#isOpen = false;
    } else if (word && !word.wordClass && !word.isLink && !ENDS.has(text)) {
      this.#found.push(word);
      this.#isOpen = this.#found.length < LONGEST;
    }
  }
}
