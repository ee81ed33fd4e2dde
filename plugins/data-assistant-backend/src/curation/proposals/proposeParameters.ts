import {
  Dataset,
  Doc,
  Pair,
  PairParameter,
  ParameterProposal,
  ProposedParameter,
} from '@cairn/backstage-plugin-data-assistant-common';
import { SqlDialect } from '@cairn/backstage-plugin-data-assistant-node';
import { DateTime } from 'luxon';
import { assignSlots, Filling } from '../../verified/assignSlots';
import { ClusterVocabulary } from '../../verified/ClusterVocabulary';
import { readPhrase } from '../../verified/readPhrase';
import { findLiterals } from './findLiterals';
import { listCandidates, ParameterCandidate } from './ParameterCandidate';
import { QuestionWords, Said } from './QuestionWords';
import { nameFor, rewriteSql } from './rewriteSql';
import { SqlTreeParser } from './SqlTree';
import { writePairFile } from './writePairFile';

/** Longer ones are not looked into: each literal costs a parse. */
const MAX_SQL_LENGTH = 20_000;
/** Phrasings after these say nothing new. */
const MAX_TEXTS = 20;

interface Found {
  candidate: ParameterCandidate;
  said: Said;
  source?: string;
}

/** The order in which words are taken: what can be read in one way only comes first. */
const TAKEN_FIRST = ['dateRange', 'date', 'value', 'topN', 'number'];

function lengthOf({ phrases }: ParameterCandidate): number {
  return Math.max(0, ...phrases.map(({ phrase }) => phrase.length));
}

function findWords(
  { type, value, phrases }: ParameterCandidate,
  text: QuestionWords,
): { said: Said; source?: string } | undefined {
  if (type === 'date' || type === 'dateRange') {
    const [from, to = from] = value.split('..');
    const said = text.findSpan(from, to);
    return said && { said };
  }
  if (type === 'value') {
    for (const { phrase, source } of phrases) {
      const said = text.findPhrase(phrase);
      if (said) {
        return { said, source };
      }
    }
    return undefined;
  }
  const numbers = text.findNumbers(Number(value));
  // The same number twice leaves open which of them is meant.
  return numbers.length === 1 ? { said: numbers[0] } : undefined;
}

function sayReason({ candidate, said, source }: Found): string {
  const words = `“${said.words}”`;
  const { type, value, column } = candidate;
  switch (type) {
    case 'value':
      return `${words} is the value ${value} of ${column?.id}: ${source}.`;
    case 'dateRange':
      return `${words} names the days ${value.replace('..', ' to ')}.`;
    case 'date':
      return `${words} names the day ${value}.`;
    case 'topN':
      return `${words} is the number of rows that the SQL returns at most.`;
    default:
      return `${words} is the number that the SQL compares with.`;
  }
}

function fills(filling: Filling | undefined, value: string): boolean {
  switch (filling?.kind) {
    case 'span':
      return true;
    case 'value':
      return filling.value.value === value;
    case 'count':
      return filling.count === Number(value);
    default:
      return false;
  }
}

/** A proposal without parameters, and why when there is a reason. */
export function nothingToPropose(
  pairId: string,
  caution?: string,
): ParameterProposal {
  return {
    pairId,
    parameters: [],
    kept: [],
    cautions: caution === undefined ? [] : [caution],
  };
}

/**
 * Parameters for a pair that declares none: literals of its SQL that words of its question or phrasings say,
 * each as a typed parameter that these words would fill. Nothing is applied: an expert who agrees puts the
 * text into the pair's file. What the question does not say stays a literal.
 */
export async function proposeParameters(options: {
  pair: Pair;
  datasets: Dataset[];
  docs: Doc[];
  dialect: SqlDialect;
  now: DateTime;
}): Promise<ParameterProposal> {
  const { pair, docs, dialect, now } = options;
  const datasets = options.datasets.filter(({ id }) =>
    pair.datasets.includes(id),
  );
  if (pair.parameters.length > 0) {
    return nothingToPropose(pair.id);
  }
  if (pair.sql.length > MAX_SQL_LENGTH) {
    return nothingToPropose(
      pair.id,
      'The SQL is too long to look for parameters.',
    );
  }
  const parser = await SqlTreeParser.create(dialect);
  const tree = parser.parse(pair.sql);
  if (tree === undefined) {
    return nothingToPropose(pair.id, 'The SQL could not be read.');
  }

  const literals = findLiterals(parser, pair.sql, tree);
  const candidates = listCandidates({ literals, tree, datasets, docs }).sort(
    (a, b) =>
      TAKEN_FIRST.indexOf(a.type) - TAKEN_FIRST.indexOf(b.type) ||
      lengthOf(b) - lengthOf(a),
  );
  const texts = [pair.question, ...pair.phrasings].slice(0, MAX_TEXTS);
  const words = texts.map(text => QuestionWords.read(text, now));
  const found: Found[] = [];
  for (const candidate of candidates) {
    for (const text of words) {
      const match = findWords(candidate, text);
      if (match) {
        text.take(match.said);
        found.push({ candidate, ...match });
        break;
      }
    }
  }

  const kept: ParameterProposal['kept'] = [];
  const keep = ({ candidate, said }: Found, reason: string) =>
    kept.push({
      literal: candidate.replacements
        .map(({ literal }) => literal.text)
        .join(', '),
      reason: `“${said.words}” says it, but ${reason}.`,
    });
  const single = found.filter(each => {
    const isOnly =
      found.filter(({ candidate }) => candidate.slot === each.candidate.slot)
        .length === 1;
    if (!isOnly) {
      keep(
        each,
        'the pair has another literal of the kind, and which words fill which could not be told',
      );
    }
    return isOnly;
  });

  const taken = new Set<string>();
  const named = single.map(each => {
    const { type, column, baseName } = each.candidate;
    const parameter: PairParameter = {
      name: nameFor(baseName, taken),
      type,
      ...(column && type === 'value' ? { column: column.id } : {}),
    };
    return { ...each, name: parameter.name, parameter };
  });
  const parameters = named.map(({ parameter }) => parameter);
  const vocabulary = ClusterVocabulary.compile({
    datasets: options.datasets,
    docs,
    pairs: [{ ...pair, parameters }],
  });
  const read = texts.map(text =>
    assignSlots(readPhrase(text, vocabulary, now), parameters),
  );
  const readable = named.filter(each => {
    const isRead = read.some(({ fillings }) =>
      fills(fillings.get(each.name), each.candidate.value),
    );
    if (!isRead) {
      keep(
        each,
        each.candidate.type === 'value'
          ? `neither the profile of ${each.candidate.column?.id} nor a term of a doc knows it as a value; with a term it can be a parameter`
          : 'in these words it would not be read as a parameter',
      );
    }
    return isRead;
  });
  const sql = rewriteSql(parser, pair.sql, tree, readable);
  if (readable.length === 0 || sql === undefined) {
    return { ...nothingToPropose(pair.id), kept };
  }

  const cautions = texts.flatMap((text, index) => {
    const unsaid = readable.filter(
      ({ name }) => !read[index].fillings.has(name),
    );
    return unsaid.length === 0
      ? []
      : [
          `“${text}” does not say ${unsaid
            .map(({ name }) => name)
            .join(
              ' and ',
            )}: complete it, remove it, or declare what holds when a question is silent (default or absent).`,
        ];
  });
  return {
    pairId: pair.id,
    parameters: readable.map(
      (each): ProposedParameter => ({
        parameter: each.parameter,
        literals: each.candidate.replacements.map(
          ({ literal }) => literal.text,
        ),
        words: each.said.words,
        reason: sayReason(each),
      }),
    ),
    kept,
    cautions,
    file: writePairFile({
      ...pair,
      sql,
      parameters: readable.map(({ parameter }) => parameter),
    }),
  };
}
