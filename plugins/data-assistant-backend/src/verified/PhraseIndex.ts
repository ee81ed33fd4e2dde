import { Token, tokenize } from '../context/tokens';
import { isKnownWord } from './neutralWords';

interface Entry<T> {
  payload: T;
  /** Only when written just so: a code such as `IT` or `NO` is also a word. */
  exact?: string;
}

const LONGEST_CODE = 3;

/** By what two words count as the same. */
export type KeyOf = (token: Token) => string;

export const byStem: KeyOf = ({ stem }) => stem;

const SHORTEST_PLURAL = 6;

/** For names of values: only an ending `s` may differ. `news` is a genre, `new` is not. */
export const byForm: KeyOf = ({ text }) => {
  const form = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en')
    .replace(/['’]s?$/, '');
  return form.length >= SHORTEST_PLURAL ? form.replace(/(?<!s)s$/, '') : form;
};

/** Finds phrases of one or more words in a text, the longest first. */
export class PhraseIndex<T> {
  readonly #entries = new Map<string, Entry<T>[]>();
  readonly #words = new Set<string>();
  readonly #keyOf: KeyOf;
  #longest = 0;

  constructor(keyOf: KeyOf) {
    this.#keyOf = keyOf;
  }

  add(phrase: string, payload: T): void {
    const tokens = tokenize(phrase);
    if (tokens.length === 0) {
      return;
    }
    const key = tokens.map(this.#keyOf).join(' ');
    const isAlsoWord =
      tokens.length === 1 &&
      phrase.length <= LONGEST_CODE &&
      isKnownWord(phrase);
    const entries = this.#entries.get(key) ?? [];
    entries.push({ payload, ...(isAlsoWord ? { exact: phrase } : {}) });
    this.#entries.set(key, entries);
    this.#longest = Math.max(this.#longest, tokens.length);
    for (const token of tokens) {
      this.#words.add(this.#keyOf(token));
    }
  }

  /** True when the word occurs in some phrase. */
  has(token: Token): boolean {
    return this.#words.has(this.#keyOf(token));
  }

  /** The longest phrase that begins at `tokens[at]`: how many tokens it takes and what it stands for. */
  match(
    tokens: Token[],
    at: number,
  ): { length: number; payloads: T[] } | undefined {
    for (
      let length = Math.min(this.#longest, tokens.length - at);
      length > 0;
      length--
    ) {
      const slice = tokens.slice(at, at + length);
      const entries = this.#entries.get(slice.map(this.#keyOf).join(' '));
      const payloads = entries
        ?.filter(
          entry => entry.exact === undefined || entry.exact === slice[0].text,
        )
        .map(entry => entry.payload);
      if (payloads?.length) {
        return { length, payloads };
      }
    }
    return undefined;
  }
}
