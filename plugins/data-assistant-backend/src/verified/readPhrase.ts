import { DateTime } from 'luxon';
import { Token } from '../context/tokens';
import { ClusterVocabulary } from './ClusterVocabulary';
import { HeadFinder, isVerbForm } from './HeadFinder';
import { HeadList } from './HeadList';
import { isIdle } from './idleWords';
import { isLink, isNeutral } from './neutralWords';
import { readClass } from './readClass';
import { readCountSlot } from './readCountSlot';
import { Found, Reading, WordUnit } from './Reading';
import { readTimeSpans } from './readTimeSpans';
import { Sentence } from './Sentence';
import { TimeSpan } from './TimeSpan';
import { WordClass } from './wordClasses';

const SAYS_NOW = /\b(?:now|currently|at (?:the|this) moment)\b/i;
/** What the words after a class are to it. */
function roleAfter(wordClass: WordClass | undefined) {
  if (wordClass === 'share') {
    return 'isWhole' as const;
  }
  return wordClass === 'each' ? ('isGroupKey' as const) : undefined;
}

function literal(token: Token): WordUnit {
  return {
    labels: [`word:${token.stem}`],
    text: token.text,
    ...(isLink(token.text) ? { isLink: true } : {}),
  };
}

/** Words of a slot that no parameter takes: never none, or what constrains would vanish. */
function literals(tokens: Token[]): WordUnit[] {
  const telling = tokens.filter(({ text }) => !isNeutral(text));
  return (telling.length > 0 ? telling : tokens).map(literal);
}

class PhraseReader {
  readonly #sentence: Sentence;
  readonly #tokens: Token[];
  readonly #spans: TimeSpan[];

  constructor(
    text: string,
    private readonly vocabulary: ClusterVocabulary,
    now: DateTime,
  ) {
    this.#sentence = Sentence.read(text);
    this.#tokens = this.#sentence.tokens;
    this.#spans = readTimeSpans(text, now, vocabulary.spanOf);
  }

  read(): Reading {
    const reading: Reading = {
      isKeywords: this.#sentence.isKeywords,
      saysNow: SAYS_NOW.test(this.#sentence.text),
      head: [],
      words: [],
      slots: [],
    };
    const head = HeadList.create();
    const counted = HeadFinder.afterCount();
    const topic = HeadFinder.fromStart();
    let at = this.#sentence.first;
    // The last word of the run after "per" or "share of": podcast *shows* are grouped by, not podcasts.
    let role: 'isGroupKey' | 'isWhole' | undefined;
    let last: WordUnit | undefined;
    while (at < this.#tokens.length) {
      const found = this.#read(at);
      counted.see(found);
      topic.see(found);
      head.see(found, this.#tokens[at]);
      if (found.word) {
        reading.words.push(found.word);
      }
      const { word } = found;
      if (
        role &&
        word &&
        !word.wordClass &&
        !word.isLink &&
        !isVerbForm(word.text)
      ) {
        delete last?.[role];
        word[role] = true;
        last = word;
      } else if (!role || last || word || found.slot) {
        role = roleAfter(word?.wordClass);
        last = undefined;
      }
      if (found.slot) {
        reading.slots.push(found.slot);
      }
      at += found.taken;
    }
    const asks = reading.words.some(({ wordClass }) => wordClass === 'count');
    return {
      ...reading,
      head: head.found,
      ...(asks ? { counted: counted.found } : { topic: topic.found }),
    };
  }

  /** What begins at a token: times first, then the words of the experts and of plain English, then all others. */
  #read(at: number): Found {
    return (
      this.#span(at) ??
      this.#named(at) ??
      readCountSlot(this.#sentence, at) ??
      (isIdle(this.#sentence, at, this.vocabulary)
        ? { taken: 1 }
        : { taken: 1, word: literal(this.#tokens[at]) })
    );
  }

  #span(at: number): Found | undefined {
    const { start } = this.#tokens[at];
    const span = this.#spans.find(s => s.start <= start && start < s.end);
    if (!span) {
      return undefined;
    }
    const covered = this.#tokens
      .slice(at)
      .filter(token => token.start < span.end);
    return {
      taken: covered.length,
      slot: {
        kind: 'span',
        span,
        words: literals(covered),
        text: span.words.trim(),
      },
    };
  }

  /** A value, a term of the experts or a class of plain English: the longest of them. */
  #named(at: number): Found | undefined {
    const token = this.#tokens[at];
    const boundary = this.#spans.find(
      ({ start }) => start > token.start,
    )?.start;
    const before = this.#tokens.filter(
      ({ start }) => start < (boundary ?? Infinity),
    );
    const value = this.vocabulary.values.match(before, at);
    const concept = this.vocabulary.concepts.match(before, at);
    if (value && value.length >= (concept?.length ?? 0)) {
      return {
        taken: value.length,
        slot: {
          kind: 'value',
          values: value.payloads,
          words: literals(this.#tokens.slice(at, at + value.length)),
          text: this.#sentence.textOf(at, value.length),
        },
      };
    }
    const wordClass = readClass(this.#sentence, at);
    if (wordClass && wordClass.taken >= (concept?.length ?? 0)) {
      const { word, taken } = wordClass;
      return {
        taken,
        word: {
          ...word,
          labels: [...word.labels, ...(concept?.payloads ?? [])],
        },
      };
    }
    return (
      concept && {
        taken: concept.length,
        word: {
          labels: [
            ...new Set(concept.payloads),
            ...(concept.length === 1 ? [`word:${token.stem}`] : []),
          ],
          text: this.#sentence.textOf(at, concept.length),
        },
      }
    );
  }
}

/**
 * Reads a text into what it says and what may fill parameters. Nothing that constrains the answer is
 * dropped: only words that merely ask, and function words, leave no unit.
 */
export function readPhrase(
  text: string,
  vocabulary: ClusterVocabulary,
  now: DateTime,
): Reading {
  return new PhraseReader(text, vocabulary, now).read();
}
