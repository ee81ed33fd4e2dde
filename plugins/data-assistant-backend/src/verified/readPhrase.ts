import { DateTime } from 'luxon';
import { Token, tokenize } from '../context/tokens';
import { ClusterVocabulary } from './ClusterVocabulary';
import { isNeutral, requestLength } from './neutralWords';
import { readCount } from './numberWords';
import { HeadFinder } from './HeadFinder';
import { Reading, SlotUnit, WordUnit } from './Reading';
import { readTimeSpans } from './readTimeSpans';
import { CLASS_PHRASES } from './wordClasses';
import { TimeSpan } from './TimeSpan';

/** Superlatives around a number make it a rank: "top 5", "the five biggest", "which 5 … most". */
const RANK_BEFORE =
  /\b(?:top|best|first|bottom|worst|biggest|largest|highest|most|leading|lowest|smallest|fewest|least)(?: the)? $/i;
const RANK_AFTER =
  /^ ?(?:\p{L}+ )?(?:best|biggest|largest|highest|most|top|leading|lowest|smallest|fewest|least|worst)\b/iu;

const ASKED_BEFORE = /\b(?:which|what)(?: are| were)?(?: the)? $/i;
const SUPERLATIVE =
  /\b(?:best|biggest|largest|highest|most|lowest|smallest|fewest|least|worst)\b/i;

/** What was read at a place, and how many tokens it took. */
export interface Found {
  taken: number;
  word?: WordUnit;
  slot?: SlotUnit;
}

function literal(token: Token): WordUnit {
  return { labels: [`word:${token.stem}`], text: token.text };
}

/** Words of a slot that no parameter takes: never none, or what constrains would vanish. */
function literals(tokens: Token[]): WordUnit[] {
  const telling = tokens.filter(({ text }) => !isNeutral(text));
  return (telling.length > 0 ? telling : tokens).map(literal);
}

const PLACES = /^(?:in|from|for|of|within)$/i;

class PhraseReader {
  readonly #spans: TimeSpan[];
  readonly #tokens: Token[];

  constructor(
    private readonly text: string,
    private readonly vocabulary: ClusterVocabulary,
    now: DateTime,
  ) {
    this.#spans = readTimeSpans(text, now);
    this.#tokens = tokenize(text);
  }

  read(): Reading {
    const reading: Reading = { words: [], slots: [] };
    const counted = HeadFinder.afterCount();
    const topic = HeadFinder.fromStart();
    let at = this.#firstThatSays();
    while (at < this.#tokens.length) {
      const found =
        this.#span(at) ?? this.#named(at) ?? this.#count(at) ?? this.#plain(at);
      counted.see(found);
      topic.see(found);
      if (found.word) {
        reading.words.push(found.word);
      }
      if (found.slot) {
        reading.slots.push(found.slot);
      }
      at += found.taken;
    }
    const asks = reading.words.some(({ wordClass }) => wordClass === 'count');
    return {
      ...reading,
      ...(asks ? { counted: counted.found } : { topic: topic.found }),
    };
  }

  /** Skips "please show me", but not the "list" that asks for a list. */
  #firstThatSays(): number {
    const opening = requestLength(this.text);
    const first = this.#tokens.findIndex(
      token => token.start >= opening || /^list$/i.test(token.text),
    );
    return first < 0 ? this.#tokens.length : first;
  }

  /** A word that stands for itself; a function word says nothing, unless it may be meant as a code ("in it"). */
  #plain(at: number): Found {
    const token = this.#tokens[at];
    const mayBeCode =
      PLACES.test(this.#tokens[at - 1]?.text ?? '') &&
      this.vocabulary.values.has(token);
    return isNeutral(token.text) && !mayBeCode
      ? { taken: 1 }
      : { taken: 1, word: literal(token) };
  }

  #textOf(at: number, taken: number): string {
    return this.text.slice(
      this.#tokens[at].start,
      this.#tokens[at + taken - 1].end,
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
          text: this.#textOf(at, value.length),
        },
      };
    }
    const wordClass = this.#classAt(at);
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
    if (!concept) {
      return undefined;
    }
    return {
      taken: concept.length,
      word: {
        labels: [
          ...new Set(concept.payloads),
          ...(concept.length === 1 ? [`word:${token.stem}`] : []),
        ],
        text: this.#textOf(at, concept.length),
      },
    };
  }

  #classAt(at: number): { taken: number; word: WordUnit } | undefined {
    const { start, text: first } = this.#tokens[at];
    if (at === this.#firstThatSays() && /^who$/i.test(first)) {
      return {
        taken: 1,
        word: { labels: ['class:list'], text: first, wordClass: 'list' },
      };
    }
    const rest = this.text.slice(start);
    for (const [wordClass, pattern] of CLASS_PHRASES) {
      const match = pattern.exec(rest);
      if (match) {
        const end = start + match[0].length;
        return {
          taken: this.#tokens.slice(at).filter(token => token.start < end)
            .length,
          word: { labels: [`class:${wordClass}`], text: match[0], wordClass },
        };
      }
    }
    return undefined;
  }

  #count(at: number): Found | undefined {
    const token = this.#tokens[at];
    const count = readCount(token.text);
    if (!Number.isFinite(count)) {
      return undefined;
    }
    return {
      taken: 1,
      slot: {
        kind: 'count',
        count,
        ranks:
          RANK_BEFORE.test(this.text.slice(0, token.start)) ||
          RANK_AFTER.test(this.text.slice(token.end)) ||
          (ASKED_BEFORE.test(this.text.slice(0, token.start)) &&
            SUPERLATIVE.test(this.text.slice(token.end))),
        words: [{ labels: [`word:${count}`], text: token.text }],
        text: token.text,
      },
    };
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
