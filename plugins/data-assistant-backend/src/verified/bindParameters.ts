import {
  Dataset,
  FilledParameter,
  Pair,
  PairParameter,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  BoundParameter,
  BoundParameters,
} from '@cairn/backstage-plugin-data-assistant-node';
import { DateTime } from 'luxon';
import { tokenize } from '../context/tokens';
import { Filling } from './assignSlots';
import { ClusterVocabulary } from './ClusterVocabulary';
import { readCount } from './numberWords';
import { readTimeSpans } from './readTimeSpans';
import { labelOfSpan } from './TimeSpan';

/** A pair's parameters with their values, ready for the engine and for people. */
export interface Binding {
  bound: BoundParameters;
  filled: FilledParameter[];
  /** What the question left open, in whole sentences. */
  assumptions: string[];
  /** The days asked for, when the pair has such a parameter. */
  period?: { from: string; to: string };
}

/** A pair whose default cannot be read: its owner has to mend it. */
export class UnreadableDefaultError extends Error {
  readonly name = 'UnreadableDefaultError';
}

const numberFormat = new Intl.NumberFormat('en');

/** Reads a default as if the question had said it. */
function readDefault(
  parameter: PairParameter,
  vocabulary: ClusterVocabulary,
  now: DateTime,
): Filling {
  const text = parameter.default ?? '';
  if (parameter.type === 'date' || parameter.type === 'dateRange') {
    const [span] = readTimeSpans(text, now, vocabulary.spanOf);
    if (span && (parameter.type === 'dateRange' || span.from === span.to)) {
      return { kind: 'span', span, words: text };
    }
  } else if (parameter.type === 'value') {
    const named = vocabulary.values.match(tokenize(text), 0);
    const wanted = parameter.column?.toLowerCase() ?? '';
    const value = named?.payloads.find(
      ({ column }) =>
        column === wanted ||
        (column.startsWith('*.') && wanted.endsWith(column.slice(1))),
    );
    return {
      kind: 'value',
      value: value ?? { column: wanted, value: text, label: text },
      words: text,
    };
  } else if (
    Number.isFinite(readCount(text)) ||
    Number.isFinite(Number(text))
  ) {
    const word = readCount(text);
    return {
      kind: 'count',
      count: Number.isFinite(word) ? word : Number(text),
      words: text,
    };
  }
  throw new UnreadableDefaultError(
    `The default '${text}' of the parameter '${parameter.name}' is not a ${parameter.type}`,
  );
}

function bindValue(
  value: string | undefined,
  column: string | undefined,
  datasets: Dataset[],
): BoundParameter {
  const type = datasets
    .flatMap(dataset =>
      dataset.columns.map(({ name, type: columnType }) => ({
        name: `${dataset.table}.${name}`.toLowerCase(),
        columnType,
      })),
    )
    .find(({ name }) => name === column?.toLowerCase())?.columnType;
  switch (type) {
    case 'integer':
    case 'number':
      return { type, value: value === undefined ? null : Number(value) };
    case 'boolean':
      return { type, value: value === undefined ? null : value === 'true' };
    case 'date':
      return { type, value: value ?? null };
    default:
      return { type: 'string', value: value ?? null };
  }
}

/**
 * Turns what the question said, or else the pair's defaults, into typed values. Nothing is spliced into
 * the SQL.
 *
 * @throws UnreadableDefaultError when a default is needed and cannot be read
 */
export function bindParameters(options: {
  pair: Pair;
  fillings: ReadonlyMap<string, Filling>;
  vocabulary: ClusterVocabulary;
  datasets: Dataset[];
  now: DateTime;
}): Binding {
  const { pair, fillings, vocabulary, datasets, now } = options;
  const binding: Binding = { bound: {}, filled: [], assumptions: [] };
  for (const parameter of pair.parameters) {
    const { name, type } = parameter;
    const said = fillings.get(name);
    const filling =
      said ??
      (parameter.default === undefined
        ? undefined
        : readDefault(parameter, vocabulary, now));
    const words = said ? { words: said.words } : {};
    if (!filling) {
      const label = parameter.absent ?? '';
      if (type === 'dateRange') {
        binding.bound[`${name}_from`] = { type: 'date', value: null };
        binding.bound[`${name}_to`] = { type: 'date', value: null };
      } else if (type === 'date') {
        binding.bound[name] = { type: 'date', value: null };
      } else if (type === 'value') {
        binding.bound[name] = bindValue(undefined, parameter.column, datasets);
      } else {
        binding.bound[name] = {
          type: type === 'topN' ? 'integer' : 'number',
          value: null,
        };
      }
      binding.filled.push({ name, type, value: '', label });
    } else if (filling.kind === 'span') {
      const { from, to, reading } = filling.span;
      const label = labelOfSpan(filling.span);
      if (type === 'dateRange') {
        binding.bound[`${name}_from`] = { type: 'date', value: from };
        binding.bound[`${name}_to`] = { type: 'date', value: to };
      } else {
        binding.bound[name] = { type: 'date', value: from };
      }
      binding.period ??= { from, to };
      binding.filled.push({
        name,
        type,
        value: type === 'dateRange' ? `${from}..${to}` : from,
        label,
        ...words,
      });
      if (!said) {
        binding.assumptions.push(
          `The question names no time; ${label} was taken.`,
        );
      } else if (reading) {
        binding.assumptions.push(
          `“${said.words}” was read as ${reading}: ${label}.`,
        );
      }
    } else if (filling.kind === 'value') {
      const { value, label } = filling.value;
      binding.bound[name] = bindValue(value, parameter.column, datasets);
      binding.filled.push({
        name,
        type,
        value: value ?? '',
        label,
        ...words,
      });
      if (!said) {
        binding.assumptions.push(
          `The question names no ${name}; ${label} was taken.`,
        );
      }
    } else {
      const count = type === 'topN' ? Math.trunc(filling.count) : filling.count;
      binding.bound[name] = {
        type: type === 'topN' ? 'integer' : 'number',
        value: count,
      };
      binding.filled.push({
        name,
        type,
        value: String(count),
        label: numberFormat.format(count),
        ...words,
      });
    }
  }
  return binding;
}
