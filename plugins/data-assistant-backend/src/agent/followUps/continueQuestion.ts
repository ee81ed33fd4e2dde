import { DateTime } from 'luxon';
import { tokenize } from '../../context/tokens';
import { CompiledCluster } from '../../verified/CompiledCluster';
import { stemsOfName } from '../../verified/SqlFrame';
import { QuestionPart, Region, shareColumn } from './QuestionPart';
import { readParts } from './readParts';
import { spanReadings } from './spanReadings';

/** A part of a follow-up, with the preposition that leads to it. */
export type NewPart = QuestionPart & { lead: string };

type Value = QuestionPart & { kind: 'value' };
type Group = QuestionPart & { kind: 'group' };

const BEFORE_VALUE = /\b(?:in|for|from|of|on|within|among)(?: the)? $/i;
const SUPERLATIVE = /\b(?:most|best|biggest|largest|highest|top)\b/i;
const ADVERB = /^(?:daily|weekly|monthly|quarterly|yearly|annual)/i;

function append(text: string, words: string): string {
  const body = text.replace(/[\s?.!]+$/, '');
  return `${body} ${words}${/\?\s*$/.test(text) ? '?' : ''}`;
}

function replace(text: string, { start, end }: Region, words: string): string {
  return text.slice(0, start) + words + text.slice(end);
}

/** With the preposition that leads to it. */
function withLead(text: string, region: Region): Region {
  const lead = BEFORE_VALUE.exec(text.slice(0, region.start));
  return { ...region, start: lead ? lead.index : region.start };
}

function remove(text: string, region: Region): string {
  return replace(text, withLead(text, region), '')
    .replace(/\s{2,}/g, ' ')
    .replace(/\s+(?=[?.!,])/g, '')
    .trim();
}

/** Whether a grouping is by that of which a value is one: "per market", where Sweden is a country. */
function groupsBy({ nouns }: Group, value: Value, cluster: CompiledCluster) {
  const { concepts } = cluster.vocabulary;
  const meaning = (words: string) => {
    const tokens = tokenize(words);
    return [
      ...tokens.map(({ stem }) => stem),
      ...tokens.flatMap((_, at) => concepts.match(tokens, at)?.payloads ?? []),
    ];
  };
  const names = value.values.flatMap(({ column }) =>
    meaning(stemsOfName(column.split('.').pop() ?? '').join(' ')),
  );
  return meaning(nouns.join(' ')).some(each => names.includes(each));
}

/** The ways in which one part of a follow-up may go into the question before it. */
class Continuation {
  readonly #parts: QuestionPart[];

  constructor(
    private readonly text: string,
    private readonly cluster: CompiledCluster,
    now: DateTime,
  ) {
    this.#parts = readParts(text, cluster, now).filter(
      (part): part is QuestionPart => part.kind !== 'word',
    );
  }

  with(part: NewPart, adds: boolean): string[] {
    switch (part.kind) {
      case 'span':
        return this.#span(part);
      case 'value':
        return this.#value(part);
      case 'count':
        return this.#count(part);
      default:
        return this.#group(part, adds);
    }
  }

  #of<K extends QuestionPart['kind']>(kind: K) {
    return this.#parts.filter(
      (part): part is Extract<QuestionPart, { kind: K }> => part.kind === kind,
    );
  }

  /** Of two times neither is known to be meant. */
  #span(part: NewPart & { kind: 'span' }): string[] {
    const spans = this.#of('span');
    const [span] = spans;
    if (spans.length > 1) {
      return [];
    }
    return span
      ? spanReadings(part, span).map(words => replace(this.text, span, words))
      : [append(this.text, part.words)];
  }

  #value(part: NewPart & { kind: 'value' }): string[] {
    const alike = this.#of('value').filter(({ values }) =>
      shareColumn(values, part.values),
    );
    if (alike.length > 0) {
      return alike.length === 1
        ? [replace(this.text, alike[0], part.words)]
        : [];
    }
    const led = `${part.lead} ${part.words}`;
    const groups = this.#of('group').filter(group =>
      groupsBy(group, part, this.cluster),
    );
    return [
      append(this.text, led),
      ...groups.map(group =>
        replace(this.text, withLead(this.text, group), led),
      ),
    ];
  }

  #count(part: NewPart & { kind: 'count' }): string[] {
    const counts = this.#of('count');
    const [count] = counts;
    if (count) {
      return counts.length === 1 && (count.ranks || !part.ranks)
        ? [replace(this.text, count, part.words)]
        : [];
    }
    const superlative = SUPERLATIVE.exec(this.text);
    if (!part.ranks) {
      return [];
    }
    if (!superlative) {
      // The first three of what it is broken down by; days have an order of their own.
      return this.#of('group').some(({ grain }) => grain === undefined)
        ? [append(this.text, `top ${part.words}`)]
        : [];
    }
    // "Which 20 shows are played most", "top 20 songs", "the 20 best selling books".
    const asked = /^\W*(?:which|what are|what were)(?: the)?(?= )/i.exec(
      this.text,
    );
    const isTop = /^top$/i.test(superlative[0]);
    const at = isTop
      ? superlative.index + superlative[0].length
      : asked?.[0].length ?? superlative.index;
    const isAfter = isTop || asked !== null;
    const words = isAfter ? ` ${part.words}` : `${part.words} `;
    return [this.text.slice(0, at) + words + this.text.slice(at)];
  }

  #group(part: NewPart & { kind: 'group' }, adds: boolean): string[] {
    const groups = this.#of('group');
    // What is ranked is not broken down as well, and what a rank is by is no grouping.
    if (groups.length > 1 || SUPERLATIVE.test(this.text)) {
      return [];
    }
    const [group] = groups;
    if (!group) {
      const named = this.#of('value').filter(value =>
        groupsBy(part, value, this.cluster),
      );
      return [
        append(this.text, part.words),
        // One country of all is no breakdown by country.
        ...named.map(value => append(remove(this.text, value), part.words)),
      ];
    }
    // "And by platform" may ask for both at once, and so may "by platform" after "daily".
    const isOtherKind =
      (group.grain === undefined) !== (part.grain === undefined);
    if (adds || isOtherKind) {
      return [append(this.text, part.words)];
    }
    const unit = part.grain?.replace('each-', '');
    const isAdverb = ADVERB.test(group.words) && unit !== undefined;
    const adverb = unit === 'day' ? 'daily' : `${unit}ly`;
    return [replace(this.text, group, isAdverb ? adverb : part.words)];
  }
}

const READINGS_AT_MOST = 6;

/**
 * The complete questions that one gets by putting the parts of a follow-up into the question before it: each in place
 * of a part of its kind, or else at the end. Where it could go to two places, there is none.
 */
export function continueQuestion(options: {
  previous: string;
  parts: NewPart[];
  adds: boolean;
  cluster: CompiledCluster;
  now: DateTime;
}): string[] {
  const { previous, parts, adds, cluster, now } = options;
  let texts = [previous];
  for (const part of parts) {
    texts = texts.flatMap(text =>
      new Continuation(text, cluster, now).with(part, adds),
    );
  }
  return [...new Set(texts)].slice(0, READINGS_AT_MOST);
}
