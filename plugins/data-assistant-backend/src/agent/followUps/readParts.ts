import { DateTime } from 'luxon';
import { Token } from '../../context/tokens';
import { CompiledCluster } from '../../verified/CompiledCluster';
import { readCountSlot } from '../../verified/readCountSlot';
import { readTimeSpans } from '../../verified/readTimeSpans';
import { Sentence } from '../../verified/Sentence';
import { TimeSpan } from '../../verified/TimeSpan';
import { CLASS_PHRASES } from '../../verified/wordClasses';
import { PlainWord, QuestionPart } from './QuestionPart';

/** Tried in this order: "by week" before "by" anything. */
const GROUPINGS = CLASS_PHRASES.filter(([name]) => name.startsWith('each'));
const NOUNS_AT_MOST = 3;
/** "And May?" and "what about 2025?": alone they are no time to the reader of times, which looks for "in". */
const NEEDS_IN = /^(?:may|march|mar|jan|sep|dec|(?:19|20)\d\d)$/i;

class PartsReader {
  readonly #sentence: Sentence;
  readonly #spans: TimeSpan[];

  constructor(
    text: string,
    private readonly cluster: CompiledCluster,
    private readonly now: DateTime,
  ) {
    this.#sentence = Sentence.read(text);
    this.#spans = readTimeSpans(text, now, cluster.vocabulary.spanOf);
  }

  read(): (QuestionPart | PlainWord)[] {
    const { tokens } = this.#sentence;
    const read: (QuestionPart | PlainWord)[] = [];
    let at = 0;
    while (at < tokens.length) {
      const part = this.#span(at) ?? this.#group(at) ?? this.#named(at);
      const { start, end, stem } = tokens[at];
      const found = part ?? {
        kind: 'word' as const,
        ...this.#region(start, end),
        stem,
      };
      read.push(found);
      while (at < tokens.length && tokens[at].start < found.end) {
        at++;
      }
    }
    return read;
  }

  #region(start: number, end: number) {
    return { start, end, words: this.#sentence.text.slice(start, end).trim() };
  }

  #span(at: number): QuestionPart | undefined {
    const { start } = this.#sentence.tokens[at];
    const span = this.#spans.find(s => s.start <= start && start < s.end);
    return (
      span && {
        kind: 'span',
        ...this.#region(span.start, span.end),
        from: span.from,
        to: span.to,
      }
    );
  }

  /** "per day", or "by" and words that the cluster has. */
  #group(at: number): QuestionPart | undefined {
    const { tokens } = this.#sentence;
    const { start } = tokens[at];
    const rest = this.#sentence.from(at);
    for (const [name, pattern] of GROUPINGS) {
      const match = pattern.exec(rest);
      if (match && name !== 'each') {
        const region = this.#region(start, start + match[0].length);
        return { kind: 'group', grain: name, nouns: [], ...region };
      }
      const nouns = match ? this.#nouns(start + match[0].length) : [];
      if (nouns.length > 0) {
        return {
          kind: 'group',
          nouns: nouns.map(({ stem }) => stem),
          ...this.#region(start, nouns[nouns.length - 1].end),
        };
      }
    }
    return undefined;
  }

  #nouns(from: number): Token[] {
    const { tokens, text } = this.#sentence;
    const { vocabulary, lexicon } = this.cluster;
    const nouns: Token[] = [];
    let end = from;
    for (const [at, token] of tokens.entries()) {
      if (token.start < from) {
        continue;
      }
      const isNoun =
        /^\s*$/.test(text.slice(end, token.start)) &&
        nouns.length < NOUNS_AT_MOST &&
        !this.#spans.some(s => s.start <= token.start && token.start < s.end) &&
        !vocabulary.values.match(tokens, at) &&
        /^\p{L}{3,}$/u.test(token.text) &&
        !/^(?:and|for|with|from|please|the)$/i.test(token.text) &&
        (lexicon.known.has(token.stem) || vocabulary.concepts.has(token));
      if (!isNoun) {
        break;
      }
      nouns.push(token);
      end = token.end;
    }
    return nouns;
  }

  #named(at: number): QuestionPart | undefined {
    const { tokens } = this.#sentence;
    const { start, text } = tokens[at];
    const next = this.#spans.find(s => s.start > start)?.start ?? Infinity;
    const value = this.cluster.vocabulary.values.match(
      tokens.filter(token => token.start < next),
      at,
    );
    if (value) {
      const { end } = tokens[at + value.length - 1];
      const region = this.#region(start, end);
      return { kind: 'value', values: value.payloads, ...region };
    }
    const region = this.#region(start, tokens[at].end);
    const [span] = NEEDS_IN.test(text)
      ? readTimeSpans(`in ${text}`, this.now)
      : [];
    if (span) {
      const { from, to } = span;
      return { kind: 'span', ...region, words: `in ${text}`, from, to };
    }
    const count = readCountSlot(this.#sentence, at)?.slot;
    // "This one" counts nothing.
    return count?.kind === 'count' && !/^one$/i.test(text)
      ? { kind: 'count', ranks: count.ranks, ...region }
      : undefined;
  }
}

/** Reads what restricts or arranges the answer to a question, in the words of one cluster; all other words stand alone. */
export function readParts(
  text: string,
  cluster: CompiledCluster,
  now: DateTime,
): (QuestionPart | PlainWord)[] {
  return new PartsReader(text, cluster, now).read();
}
