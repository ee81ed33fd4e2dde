import { isKnownWord } from '../../verified/neutralWords';
import { plainForm, stemOf } from '../tokens';
import { readTerms } from '../words/contentTerms';

/** A word of a question and how much it says of what the question is about. */
export interface QuestionTerm {
  term: string;
  /** The word in lower case and its lemma, by which a dictionary knows it. */
  forms: string[];
  /** 0 to 1 */
  weight: number;
}

export interface ReadQuestion {
  terms: QuestionTerm[];
  /** Terms that stand side by side. */
  phrases: [string, string][];
}

/** A longer question is cut. */
const LONGEST_QUESTION = 10_000;
const MOST_TERMS = 64;

/** Words by which any question may count, compare or ask, say little of what it is about. */
const KNOWN_WEIGHT = 0.5;
/** So do numbers: they are values, and the same ones occur everywhere. */
const NUMBER_WEIGHT = 0.5;
/** Names and quoted words are values too, but rarer ones. */
const VALUE_WEIGHT = 0.6;

const QUOTED = /["“«`]([^"”»`]{1,200})["”»`]|(?<=^|\s)['‘]([^'’]{1,200})['’]/gu;

function quotedRanges(text: string): [number, number][] {
  return [...text.matchAll(QUOTED)].map(match => [
    match.index,
    match.index + match[0].length,
  ]);
}

/** Reads what a question is about, word by word. */
export function readQuestion(question: string): ReadQuestion {
  const text = question.slice(0, LONGEST_QUESTION);
  const quoted = quotedRanges(text);
  const read = readTerms(text);
  const terms = new Map<string, QuestionTerm>();
  for (const { term, text: word, start } of read) {
    if (terms.has(term) || terms.size >= MOST_TERMS) {
      continue;
    }
    const isName = /^\p{Lu}/u.test(word) && text.slice(0, start).trim() !== '';
    const isValue =
      isName || quoted.some(([from, to]) => from <= start && start < to);
    const plain = plainForm(word);
    terms.set(term, {
      term,
      forms: [...new Set([stemOf(word), plain])],
      weight:
        (isKnownWord(word) ? KNOWN_WEIGHT : 1) *
        (/^\d+$/.test(term) ? NUMBER_WEIGHT : 1) *
        (isValue ? VALUE_WEIGHT : 1),
    });
  }
  const phrases = new Map<string, [string, string]>();
  for (let at = 0; at + 1 < Math.min(read.length, 2 * MOST_TERMS); at++) {
    const phrase: [string, string] = [read[at].term, read[at + 1].term];
    phrases.set(phrase.join(' '), phrase);
  }
  return { terms: [...terms.values()], phrases: [...phrases.values()] };
}
