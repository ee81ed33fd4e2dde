import pluralize from 'pluralize';
import lemmatizer from 'wink-lemmatizer';

/** A word or number of a text. */
export interface Token {
  /** As written. */
  text: string;
  /** What it is compared by: lower case, without accents, uninflected. */
  stem: string;
  /** Offsets into the text, `end` exclusive. */
  start: number;
  end: number;
}

/** Words, and the signs that may change what is asked; an exclamation mark at the end does not. */
const WORD =
  /[\p{L}\p{N}\p{M}]+(?:['’]\p{L}+)?|[%&+<>=≠~^*|]+|!(?=[\p{L}\p{N}=])/gu;
const CACHE_SIZE = 50_000;

/** Stems by words as written, since most words recur as they are. */
const stems = new Map<string, string>();

/** A word in lower case, without accents and without `'s` and other contractions. */
export function plainForm(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en')
    .replace(/['’](s|re|ve|ll|d|m)?$/, '');
}

/**
 * What the inflections of a word have in common, by WordNet's exceptions and rules of detachment. Words
 * derived from one another stay apart: listeners are counted otherwise than listens, news is not new.
 */
export function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    const plain = plainForm(word);
    const lemma = lemmatizer.noun(lemmatizer.verb(plain));
    // WordNet knows no payouts, so its plural is left to the rules of spelling.
    stem = lemma === plain ? pluralize.singular(plain) : lemma;
    if (stems.size >= CACHE_SIZE) {
      stems.clear();
    }
    stems.set(word, stem);
  }
  return stem;
}

/** The words and numbers of a text, in order. Hyphens and other punctuation separate. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    const start = match.index;
    tokens.push({
      text: word,
      stem: stemOf(word),
      start,
      end: start + word.length,
    });
  }
  return tokens;
}
