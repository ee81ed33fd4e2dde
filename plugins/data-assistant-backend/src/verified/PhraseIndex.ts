import { Token, tokenize } from '../context/tokens';

interface Entry<T> {
  payload: T;
  /** Only when written just so: short codes such as `SE` or `IT` are also words. */
  exact?: string;
}

const LONGEST_CODE = 3;

/** Finds phrases of one or more words in a text, the longest first. */
export class PhraseIndex<T> {
  readonly #entries = new Map<string, Entry<T>[]>();
  readonly #stems = new Set<string>();
  #longest = 0;

  add(phrase: string, payload: T): void {
    const tokens = tokenize(phrase);
    if (tokens.length === 0) {
      return;
    }
    const key = tokens.map(token => token.stem).join(' ');
    const isCode = tokens.length === 1 && phrase.length <= LONGEST_CODE;
    const entries = this.#entries.get(key) ?? [];
    entries.push({ payload, ...(isCode ? { exact: phrase } : {}) });
    this.#entries.set(key, entries);
    this.#longest = Math.max(this.#longest, tokens.length);
    for (const token of tokens) {
      this.#stems.add(token.stem);
    }
  }

  hasStem(stem: string): boolean {
    return this.#stems.has(stem);
  }

  stems(): Iterable<string> {
    return this.#stems;
  }

  /** The longest phrase that begins at `tokens[at]`: how many tokens it takes and what it stands for. */
  match(tokens: Token[], at: number): { length: number; payloads: T[] } | undefined {
    for (let length = Math.min(this.#longest, tokens.length - at); length > 0; length--) {
      const slice = tokens.slice(at, at + length);
      const entries = this.#entries.get(slice.map(token => token.stem).join(' '));
      const payloads = entries
        ?.filter(entry => entry.exact === undefined || entry.exact === slice[0].text)
        .map(entry => entry.payload);
      if (payloads?.length) {
        return { length, payloads };
      }
    }
    return undefined;
  }
}
