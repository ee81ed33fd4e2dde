import { stemmer } from 'stemmer';

/** A word or number of a text. */
export interface Token {
  /** As written. */
  text: string;
  /** What it is compared by: lower case, without accents, stemmed. */
  stem: string;
  /** Offsets into the text, `end` exclusive. */
  start: number;
  end: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)?|[%&+]/gu;
const AGENT = /(?:er|or)s?$/;

/**
 * What two forms of a word have in common, by Porter's algorithm (Porter 1980, "An algorithm for suffix
 * stripping"). Agent nouns stay apart from their verbs, since listeners are counted otherwise than listens.
 */
export function stemOf(word: string): string {
  const plain = word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en')
    .replace(/['’](s|re|ve|ll|d|m)?$/, '');
  const stem = stemmer(plain);
  return AGENT.test(plain) && !AGENT.test(stem) && plain.length > 4
    ? `${stem}~er`
    : stem;
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
