import {
  Dataset,
  Doc,
  Pair,
} from '@cairn/backstage-plugin-data-assistant-common';
import { findPassages } from '../../context/pack/findPassages';
import {
  toLine,
  toName,
  toQuote,
  toQuoted,
  toSqlFence,
} from '../../context/pack/safeText';

const LONGEST_TITLE = 200;
const LONGEST_QUESTION = 400;
const LONGEST_DESCRIPTION = 300;
const LONGEST_PASSAGE = 800;

/** A pair, doc or dataset with as much of it as bears on a question. */
export type FoundPiece = { id: string; clusterId: string; title: string } & (
  | {
      kind: 'pair';
      sql: string;
      /** Names of those that the SQL leaves open. */
      parameters: string[];
      isBroken?: boolean;
    }
  | { kind: 'doc'; passages: string[] }
  | {
      kind: 'dataset';
      table: string;
      description?: string;
      columnCount: number;
      newest?: string;
      isDeprecated?: boolean;
    }
);

export function findPair(pair: Pair): FoundPiece {
  const { id, clusterId, question, sql, parameters, validity } = pair;
  return {
    kind: 'pair',
    id,
    clusterId,
    title: toLine(question, LONGEST_QUESTION),
    sql,
    parameters: parameters.map(({ name }) => name),
    ...(validity.status === 'broken' ? { isBroken: true } : {}),
  };
}

/** A doc found by its meaning alone may share no word with the query; then its beginning speaks for it. */
export function findDoc(doc: Doc, query: string): FoundPiece {
  const passages = findPassages(doc, query);
  return {
    kind: 'doc',
    id: doc.id,
    clusterId: doc.clusterId,
    title: toLine(doc.title, LONGEST_TITLE),
    passages: (passages.length > 0 ? passages : [doc.body]).map(passage =>
      passage.slice(0, LONGEST_PASSAGE),
    ),
  };
}

export function findDataset(dataset: Dataset): FoundPiece {
  const { id, clusterId, title, table, description, columns } = dataset;
  return {
    kind: 'dataset',
    id,
    clusterId,
    title: toLine(title, LONGEST_TITLE),
    table,
    ...(description === undefined
      ? {}
      : { description: toLine(description, LONGEST_DESCRIPTION) }),
    columnCount: columns.length,
    ...(dataset.newest === undefined ? {} : { newest: dataset.newest }),
    ...(dataset.deprecated ? { isDeprecated: true } : {}),
  };
}

/** `schema.table` as SQL writes it, where the names are plain. */
export const writeTable = (table: string) =>
  table.split('.').map(toName).join('.');

/** An id as it stands before what is told of it, and is cited by. */
export const writeId = (id: string) =>
  `[${toLine(id, LONGEST_TITLE).replace(/[[\]]/g, ' ')}]`;

/** A piece as Markdown for a model: its id, then what others wrote in quotes and fences. */
export function renderPiece(piece: FoundPiece): string {
  const id = writeId(piece.id);
  switch (piece.kind) {
    case 'pair':
      return [
        piece.isBroken ? `${id} (its SQL does not run at present)` : id,
        toQuote(piece.title, LONGEST_QUESTION),
        toSqlFence(piece.sql),
        ...(piece.parameters.length > 0
          ? [
              `Parameters in it: ${piece.parameters
                .map(name => toName(name))
                .join(', ')}; write values in their place.`,
            ]
          : []),
      ].join('\n');
    case 'doc':
      return [
        id,
        ...piece.passages.map(passage => toQuote(passage, LONGEST_PASSAGE)),
      ].join('\n');
    default:
      return [
        `${id} ${writeTable(piece.table)}: ${piece.columnCount} columns`,
        ...(piece.description === undefined
          ? []
          : [toQuoted(piece.description, LONGEST_DESCRIPTION)]),
        ...(piece.newest === undefined
          ? []
          : [`newest ${toQuoted(piece.newest, 32)}`]),
        ...(piece.isDeprecated
          ? ['deprecated: use another when there is one']
          : []),
      ].join('; ');
  }
}
