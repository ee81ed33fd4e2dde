import { distance } from 'fastest-levenshtein';
import { stemOf, tokenize } from '../context/tokens';
import { isEnglishWord } from '../context/words/englishWords';
import { CompiledCluster } from './CompiledCluster';
import { isKnownWord } from './neutralWords';
import { readTimeSpans } from './readTimeSpans';
import { DateTime } from 'luxon';

/** A word of the question that was read as another. */
export interface Mending {
  from: string;
  to: string;
}

const SHORTEST = 5;
/** An edit in the ending is another form of the word, such as `streamer` for `streamed`. */
const ENDING = 2;

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) {
    return false;
  }
  const at = [...a].findIndex((char, index) => char !== b[index]);
  return (
    at >= 0 &&
    a[at] === b[at + 1] &&
    a[at + 1] === b[at] &&
    a.slice(at + 2) === b.slice(at + 2)
  );
}

function firstDifference(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    if (a[at] !== b[at]) {
      return at;
    }
  }
  return length;
}

function isTypo(word: string, known: string, isValue: boolean): boolean {
  if (known.length < SHORTEST - 1 || word[0] !== known[0]) {
    return false;
  }
  if (firstDifference(word, known) > word.length - ENDING) {
    return false;
  }
  // Iceland is no slip of Ireland: names are mended for a lost, doubled or swapped letter only.
  const sameLength = word.length === known.length;
  return (
    isSwap(word, known) ||
    (distance(word, known) === 1 && !(isValue && sameLength))
  );
}

const VOWELS = /[aeiou]/g;
const SHORTEST_SKELETON = 3;
const ACRONYM = /^\p{Lu}{3,5}$/u;

/** `ppl` for `people`: a word without its vowels, when the experts use just one that it may be. */
function spellOut(word: string, clusters: CompiledCluster[]): string[] {
  if (word.length < SHORTEST_SKELETON || /[aeiou\d\p{Lu}]/u.test(word)) {
    return [];
  }
  return clusters.flatMap(({ words, valueWords }) =>
    [...words].filter(
      known =>
        known !== word &&
        !valueWords.has(known) &&
        known.replace(VOWELS, '') === word,
    ),
  );
}

/** `DAU` for `daily active users`: as many words beside each other, in what the experts ask. */
function expandAcronym(text: string, clusters: CompiledCluster[]): string[] {
  if (!ACRONYM.test(text)) {
    return [];
  }
  const initials = text.toLocaleLowerCase('en');
  const found = new Set<string>();
  for (const { context } of clusters) {
    for (const { question, phrasings } of context.pairs) {
      for (const phrasing of [question, ...phrasings]) {
        const words = tokenize(phrasing).map(token =>
          token.text.toLocaleLowerCase('en'),
        );
        words.forEach((_, at) => {
          const run = words.slice(at, at + initials.length);
          if (run.map(word => word[0]).join('') === initials) {
            found.add(run.join(' '));
          }
        });
      }
    }
  }
  return [...found];
}

/**
 * Mends single slips of the keyboard towards words that the experts use, when just one word is near.
 * Short words, endings and words that plain English knows are left alone. A word without its vowels and an acronym of
 * the experts' words are written out.
 */
export function mendTypos(
  question: string,
  clusters: CompiledCluster[],
  now: DateTime,
): { question: string; mendings: Mending[] } {
  const spans = readTimeSpans(question, now);
  const mendings: Mending[] = [];
  let mended = question;
  for (const token of tokenize(question).reverse()) {
    const word = token.text.toLocaleLowerCase('en');
    const isExpertWord = clusters.some(
      ({ words, valueWords, vocabulary, frequencies }) =>
        words.has(word) ||
        valueWords.has(word) ||
        frequencies.has(`word:${token.stem}`) ||
        vocabulary.values.has(token) ||
        vocabulary.concepts.has(token),
    );
    const writtenOut = isExpertWord
      ? []
      : [
          ...new Set([
            ...spellOut(token.text, clusters),
            ...expandAcronym(token.text, clusters),
          ]),
        ];
    if (writtenOut.length === 1) {
      const [to] = writtenOut;
      mended = mended.slice(0, token.start) + to + mended.slice(token.end);
      mendings.unshift({ from: token.text, to });
      continue;
    }
    const isKnown =
      isExpertWord ||
      word.length < SHORTEST ||
      /\d/.test(word) ||
      isKnownWord(word) ||
      // A word of its own is no slip: placed is not played.
      isEnglishWord(word) ||
      spans.some(({ start, end }) => start <= token.start && token.start < end);
    if (isKnown) {
      continue;
    }
    const near = new Set<string>();
    for (const { words, valueWords } of clusters) {
      for (const known of words) {
        if (isTypo(word, known, false)) {
          near.add(known);
        }
      }
      for (const known of valueWords) {
        if (isTypo(word, known, true)) {
          near.add(known);
        }
      }
    }
    const [only] = near;
    // Several forms of one word are one word.
    if (new Set([...near].map(stemOf)).size === 1) {
      mended = mended.slice(0, token.start) + only + mended.slice(token.end);
      mendings.unshift({ from: token.text, to: only });
    }
  }
  return { question: mended, mendings };
}
