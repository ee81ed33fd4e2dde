import { PairParameter } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { NamedValue } from './ClusterVocabulary';
import { Reading, SlotUnit, WordUnit } from './Reading';
import { stemsOfName } from './SqlFrame';
import { TimeSpan } from './TimeSpan';

/** What words of a question put into a parameter. */
export type Filling =
  | { kind: 'span'; span: TimeSpan; words: string }
  | { kind: 'value'; value: NamedValue; words: string }
  | { kind: 'count'; count: number; words: string };

/** A reading with its slots given to a pair's parameters; what no parameter takes stands as words. */
export interface Assignment {
  fillings: Map<string, Filling>;
  words: WordUnit[];
  /** Stems of the names of the parameters that are filled, and of their columns: "country NO". */
  filledNames: ReadonlySet<string>;
  head: WordUnit[];
  isKeywords: boolean;
  saysNow: boolean;
  /** What "how many" counts, and what a text is about that asks in no such way. */
  counted?: WordUnit;
  topic?: WordUnit;
}

function sameColumn(parameterColumn: string, column: string): boolean {
  const wanted = parameterColumn.toLowerCase();
  return (
    column === wanted ||
    (column.startsWith('*.') && wanted.endsWith(column.slice(1)))
  );
}

/** Whether a span is made of whole months or the like, where the data has nothing finer. */
function isWhole(
  { from, to }: TimeSpan,
  grain: PairParameter['grain'],
): boolean {
  if (grain === undefined) {
    return true;
  }
  const first = DateTime.fromISO(from, { zone: 'utc' });
  const last = DateTime.fromISO(to, { zone: 'utc' });
  return (
    first.hasSame(first.startOf(grain), 'day') &&
    last.hasSame(last.endOf(grain), 'day')
  );
}

function fill(parameter: PairParameter, slot: SlotUnit): Filling | undefined {
  switch (slot.kind) {
    case 'span':
      if (
        (parameter.type === 'dateRange' &&
          isWhole(slot.span, parameter.grain)) ||
        (parameter.type === 'date' && slot.span.from === slot.span.to)
      ) {
        return { kind: 'span', span: slot.span, words: slot.text };
      }
      return undefined;
    case 'value': {
      const fitting =
        parameter.type === 'value' && parameter.column
          ? slot.values.filter(value =>
              sameColumn(parameter.column ?? '', value.column),
            )
          : [];
      const distinct = new Set(fitting.map(({ value }) => value));
      // Two values under one name cannot be told apart, so neither is taken.
      return distinct.size === 1
        ? { kind: 'value', value: fitting[0], words: slot.text }
        : undefined;
    }
    case 'count': {
      const within =
        slot.count >=
          (parameter.min ?? (parameter.type === 'topN' ? 1 : -Infinity)) &&
        slot.count <=
          (parameter.max ?? (parameter.type === 'topN' ? 1000 : Infinity));
      const fits =
        (parameter.type === 'topN' && slot.ranks) ||
        (parameter.type === 'number' && !slot.ranks);
      return fits && within
        ? { kind: 'count', count: slot.count, words: slot.text }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** Gives each slot to the first parameter that takes it and is still free. */
export function assignSlots(
  reading: Reading,
  parameters: PairParameter[],
): Assignment {
  const fillings = new Map<string, Filling>();
  const words = [...reading.words];
  for (const slot of reading.slots) {
    const taker = parameters.find(
      parameter => !fillings.has(parameter.name) && fill(parameter, slot),
    );
    const filling = taker && fill(taker, slot);
    if (taker && filling) {
      fillings.set(taker.name, filling);
    } else {
      words.push(...slot.words.map(word => ({ ...word, isUntaken: true })));
    }
  }
  const filledNames = new Set(
    parameters
      .filter(({ name }) => fillings.has(name))
      .flatMap(({ name, column }) => [
        ...stemsOfName(name),
        ...stemsOfName(column?.split('.').pop() ?? ''),
      ]),
  );
  const { head, isKeywords, saysNow, counted, topic } = reading;
  return {
    fillings,
    filledNames,
    words,
    head,
    isKeywords,
    saysNow,
    counted,
    topic,
  };
}
