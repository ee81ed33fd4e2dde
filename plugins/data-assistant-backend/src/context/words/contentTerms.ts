import { newStemmer } from 'snowball-stemmers';
import { eng } from 'stopword';
import { plainForm, stemOf } from '../tokens';
import { splitCompound } from './splitCompound';
import { splitIdentifier } from './splitIdentifier';

/** A word of a text as it is searched by. */
export interface ContentTerm {
  /** What all forms of the word have in common; no word to show. */
  term: string;
  /** As written. */
  text: string;
  /** Offset of the text. */
  start: number;
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’]\p{L}+)?/gu;
const STOP_WORDS = new Set(eng.map(plainForm));
/** Longer runs of letters are no words; they would only fill the dictionary. */
const LONGEST_WORD = 60;
const CACHE_SIZE = 100_000;

const stemmer = newStemmer('english');
const termsByWord = new Map<string, readonly string[]>();
const termsByName = new Map<string, readonly string[]>();

function remember<V>(cache: Map<string, V>, key: string, value: V): V {
  if (cache.size >= CACHE_SIZE) {
    cache.clear();
  }
  cache.set(key, value);
  return value;
}

/** True for words that have a grammatical use only. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(plainForm(word));
}

/**
 * What the words of one root have in common: the lemma, and of that the stem by the rules of Snowball's
 * English stemmer (Porter 2001). It conflates more than a match may, and as much as a search should.
 */
export function rootOf(word: string): string {
  // Codes have no forms.
  return /\d/.test(word) ? plainForm(word) : stemmer.stem(stemOf(word));
}

/** A word's term, and those of the words that it runs together; none for words without a meaning. */
function termsOf(word: string): readonly string[] {
  const known = termsByWord.get(word);
  if (known) {
    return known;
  }
  const parts = [word, ...splitCompound(plainForm(word))];
  const terms = parts
    .filter(part => !isStopWord(part))
    .map(rootOf)
    .filter(term => term.length > 1 || /\d/.test(term));
  return remember(termsByWord, word, terms);
}

/** The words of a text that mean something, in order, with repeats. */
export function readTerms(text: string): ContentTerm[] {
  const terms: ContentTerm[] = [];
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    if (word.length <= LONGEST_WORD) {
      for (const term of termsOf(word)) {
        terms.push({ term, text: word, start: match.index });
      }
    }
  }
  return terms;
}

/** The terms alone. */
export function contentTerms(text: string): readonly string[] {
  // Most values, and many names, are one word that was read before.
  const known = termsByWord.get(text);
  if (known) {
    return known;
  }
  const terms: string[] = [];
  for (const word of text.match(WORD) ?? []) {
    if (word.length <= LONGEST_WORD) {
      terms.push(...termsOf(word));
    }
  }
  return terms;
}

/** The terms of the words that the name of a table or column is made of. */
export function identifierTerms(name: string): readonly string[] {
  return (
    termsByName.get(name) ??
    remember(termsByName, name, contentTerms(splitIdentifier(name)))
  );
}
