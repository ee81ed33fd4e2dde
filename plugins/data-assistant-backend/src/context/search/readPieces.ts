import {
  CellValue,
  Dataset,
  Doc,
  Pair,
} from '@cairn/backstage-plugin-data-assistant-common';
import { StoredContext } from '../../curation/ContextStore';
import { contentTerms, identifierTerms } from '../words/contentTerms';
import { Field } from './fields';
import { readSqlNames } from './readSqlNames';

/** What a search can find inside a cluster. */
export type PieceKind = 'pair' | 'doc' | 'dataset';

/** Words by where they are said. */
export type FieldTerms = [Field, readonly string[]][];

/** A piece of context as the words that it says. */
export interface PieceText {
  kind: PieceKind;
  id: string;
  fields: FieldTerms;
  /** Words that stand side by side, each list in its order. */
  phrases: (readonly string[])[];
}

/** A pair's words lie near the datasets that it reads. */
export interface PairText extends PieceText {
  /** Ids of datasets. */
  datasets: string[];
}

/** Of a longer doc or description, the beginning speaks for it. */
const LONGEST_TEXT = 20_000;
const LONGEST_VALUE = 80;
const VALUES_PER_COLUMN = 50;

const read = (text: string | undefined) =>
  text === undefined ? [] : contentTerms(text.slice(0, LONGEST_TEXT));

const readAll = (texts: (string | undefined)[]) => texts.flatMap(read);

/** The schema of `schema.table` is where it lies, not what it is about. */
const plainTable = (table: string) => table.slice(table.lastIndexOf('.') + 1);

/** Names of one word. */
const soleTerms = (names: (readonly string[])[]) =>
  names.filter(name => name.length === 1).map(([term]) => term);

function readValues(values: { value: CellValue }[] | undefined): string[] {
  return (values ?? [])
    .slice(0, VALUES_PER_COLUMN)
    .flatMap(({ value }) =>
      typeof value === 'string' && value.length <= LONGEST_VALUE
        ? contentTerms(value)
        : [],
    );
}

function readDataset(dataset: Dataset): PieceText {
  const { title, table, description, columns } = dataset;
  const tableTerms = identifierTerms(plainTable(table));
  const titleTerms = identifierTerms(title);
  const names = columns.map(({ name }) => identifierTerms(name));
  return {
    kind: 'dataset',
    id: dataset.id,
    fields: [
      ['tables', [...new Set([...tableTerms, ...titleTerms])]],
      ['columns', names.flat()],
      [
        'notes',
        readAll([description, ...columns.map(column => column.description)]),
      ],
      [
        'values',
        columns.flatMap(({ profile }) => readValues(profile?.commonValues)),
      ],
      ['tableNames', soleTerms([tableTerms])],
      ['columnNames', soleTerms(names)],
    ],
    phrases: [tableTerms, titleTerms, ...names],
  };
}

function readDoc(doc: Doc): PieceText {
  const named = doc.terms.map(({ term, synonyms }) =>
    [term, ...synonyms].map(read),
  );
  return {
    kind: 'doc',
    id: doc.id,
    fields: [
      ['terms', named.flat(2)],
      [
        'prose',
        readAll([
          doc.title,
          doc.body,
          ...doc.terms.map(({ definition }) => definition),
        ]),
      ],
    ],
    phrases: named.flat(),
  };
}

/** Names of tables and columns in lower case, with the ids of the datasets whose table is called so. */
function readSchema(datasets: Dataset[]): Map<string, string[]> {
  const schema = new Map<string, string[]>();
  const idsOf = (name: string) => {
    const key = name.toLowerCase();
    const ids = schema.get(key) ?? [];
    schema.set(key, ids);
    return ids;
  };
  for (const { id, table, columns } of datasets) {
    idsOf(plainTable(table)).push(id);
    columns.forEach(({ name }) => idsOf(name));
  }
  return schema;
}

/** All that a cluster's context says, piece by piece. */
export function readPieces(context: StoredContext): {
  pairs: PairText[];
  docs: PieceText[];
  datasets: PieceText[];
} {
  const schema = readSchema(context.datasets);
  const readPair = (pair: Pair): PairText => {
    const { names, literals } = readSqlNames(pair.sql, schema);
    const asked = [pair.question, ...pair.phrasings].map(read);
    return {
      kind: 'pair',
      id: pair.id,
      fields: [
        ['asked', asked.flat()],
        ['used', names.flatMap(identifierTerms)],
        ['literals', literals.flatMap(contentTerms)],
      ],
      phrases: asked,
      // A warehouse that does not answer cannot tell them; then the names in the SQL do.
      datasets:
        pair.datasets.length > 0
          ? pair.datasets
          : names.flatMap(name => schema.get(name) ?? []),
    };
  };
  return {
    pairs: context.pairs.map(readPair),
    docs: context.docs.map(readDoc),
    datasets: context.datasets.map(readDataset),
  };
}

/** What a cluster says of itself. */
export function readCluster(context: StoredContext): FieldTerms {
  const { name, title, description } = context.cluster;
  return [
    ['name', [...new Set([...identifierTerms(name), ...read(title)])]],
    ['about', read(description)],
  ];
}
