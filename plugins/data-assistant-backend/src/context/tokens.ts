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

const lemmas = new Map<string, string>();

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
  const plain = plainForm(word);
  let lemma = lemmas.get(plain);
  if (lemma === undefined) {
    lemma = lemmatizer.noun(lemmatizer.verb(plain));
    // WordNet knows no payouts, so its plural is left to the rules of spelling.
    lemma = lemma === plain ? pluralize.singular(plain) : lemma;
    if (lemmas.size >= CACHE_SIZE) {
      lemmas.clear();
    }
    lemmas.set(plain, lemma);
  }
  return lemma;
}

/** The words and numbers of a text, in order. Hyphens and other punctuation separate. */
export function tokenize(text: string): Token[] {
  return [...text.matchAll(WORD)].map(match => ({
    text: match[0],
    stem: stemOf(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
