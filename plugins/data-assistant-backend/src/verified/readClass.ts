import { Token } from '../context/tokens';
import { isVerbForm } from './HeadFinder';
import { isNeutral, PLACES } from './neutralWords';
import { WordUnit } from './Reading';
import { Sentence } from './Sentence';
import { CLASS_PHRASES, WordClass } from './wordClasses';

const PRONOUN = /^(?:us|me|you|it|them|him|her)$/i;
/** "How much plays did we have" asks how many, and so does "number streams" where a text begins. */
const COUNTS_MUCH =
  /^how much (?=[a-z]+s (?:per|did|do|does|were|was|are|have|has|had)\b)/i;
const COUNTS_FIRST = /^number (?=[a-z])/i;

/** A word, and how many tokens it took. */
interface FoundWord {
  taken: number;
  word: WordUnit;
}

function classUnit(wordClass: WordClass, text: string): WordUnit {
  // Where the experts speak of the best, it may be another measure than the most.
  const own = /^(?:best|worst)$/i.test(text)
    ? [`word:${text.toLowerCase()}`]
    : [];
  return { labels: [`class:${wordClass}`, ...own], text, wordClass };
}

/** The class of plain English that begins at a token, or the link that such words may be; undefined for neither. */
export function readClass(
  sentence: Sentence,
  at: number,
): FoundWord | undefined {
  const { tokens, first } = sentence;
  const { start, text, stem } = tokens[at];
  if (at === first && /^who$/i.test(text)) {
    return { taken: 1, word: classUnit('list', text) };
  }
  const rest = sentence.from(at);
  const counts =
    COUNTS_MUCH.exec(rest) ?? (at === first ? COUNTS_FIRST.exec(rest) : null);
  if (counts) {
    const phrase = counts[0].trim();
    return {
      taken: phrase.split(' ').length,
      word: classUnit('count', phrase),
    };
  }
  const allTime = /^all[- ]time\b/i.exec(rest);
  if (allTime) {
    // No span is that long, and it must not vanish between two words that say little.
    return { taken: 2, word: { labels: ['word:all time'], text: allTime[0] } };
  }
  for (const [wordClass, pattern] of CLASS_PHRASES) {
    const match = pattern.exec(rest);
    if (match && /^list$/i.test(match[0]) && at > first) {
      // The list price is no list.
      continue;
    }
    if (match && onlyLinks(match[0], sentence, at)) {
      return {
        taken: 1,
        word: { labels: [`word:${stem}`], text: match[0], isLink: true },
      };
    }
    if (match) {
      const end = start + match[0].length;
      return {
        taken: tokens.slice(at).filter(token => token.start < end).length,
        word: classUnit(wordClass, match[0]),
      };
    }
  }
  return undefined;
}

/**
 * "Written by" names who does it and groups nothing; so do "the cities where", which asks for no place, and
 * "older than every", which means all.
 */
function onlyLinks(phrase: string, sentence: Sentence, at: number): boolean {
  const { text, tokens, first } = sentence;
  const before = tokens[at - 1];
  if (before === undefined) {
    return false;
  }
  const isAfterComma = /,\s*$/.test(text.slice(before.end, tokens[at].start));
  const says = (token: Token) =>
    !isNeutral(token.text) && !PLACES.test(token.text);
  return (
    (/^by$/i.test(phrase) &&
      (isVerbForm(before.text) || PRONOUN.test(sentence.wordAt(at + 1)))) ||
    (/^every|^each/i.test(phrase) && /^than$/i.test(before.text)) ||
    (/^(?:where|when)$/i.test(phrase) &&
      !isAfterComma &&
      tokens.slice(first, at).some(says) &&
      !/^(?:and|or|me|us|about|know)$/i.test(before.text))
  );
}
