import { DateTime } from 'luxon';
import { Token, tokenize } from '../context/tokens';
import { ClusterVocabulary } from './ClusterVocabulary';
import { CLASS_PHRASES, isNeutral, requestLength } from './lexicon';
import { readCount } from './numberWords';
import { Reading, SlotUnit, WordUnit } from './Reading';
import { readTimeSpans } from './readTimeSpans';
import { TimeSpan } from './TimeSpan';

/** Superlatives around a number make it a rank: "top 5", "the five biggest". */
const RANK_BEFORE =
  /\b(?:top|best|first|bottom|worst|biggest|largest|highest|most|leading|lowest|smallest|fewest|least)(?: the)? $/i;
const RANK_AFTER =
  /^ ?(?:\p{L}+ )?(?:best|biggest|largest|highest|most|top|leading|lowest|smallest|fewest|least|worst)\b/iu;

/** What was read at a place, and how many tokens it took. */
interface Found {
  taken: number;
  word?: WordUnit;
  slot?: SlotUnit;
}

function literal(token: Token): WordUnit[] {
  return isNeutral(token.text)
    ? []
    : [{ labels: [`word:${token.stem}`], text: token.text }];
}

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
    let at = this.#firstThatSays();
    while (at < this.#tokens.length) {
      const found = this.#span(at) ??
        this.#named(at) ??
        this.#count(at) ?? { taken: 1, word: literal(this.#tokens[at])[0] };
      if (found.word) {
        reading.words.push(found.word);
      }
      if (found.slot) {
        reading.slots.push(found.slot);
      }
      at += found.taken;
    }
    return reading;
  }

  /** Skips "please show me", but not the "list" that asks for a list. */
  #firstThatSays(): number {
    const opening = requestLength(this.text);
    const first = this.#tokens.findIndex(
      token => token.start >= opening || /^list$/i.test(token.text),
    );
    return first < 0 ? this.#tokens.length : first;
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
        words: covered.flatMap(literal),
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
          words: this.#tokens.slice(at, at + value.length).flatMap(literal),
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
    const { start } = this.#tokens[at];
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
          RANK_AFTER.test(this.text.slice(token.end)),
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
