import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import { writeTerm } from '../../context/pack/findPassages';
import { bareTable } from '../../context/pack/pairUses';
import { toLine } from '../../context/pack/safeText';
import { StoredContext } from '../../curation/ContextStore';

const NOTES_AT_MOST = 8;
const LONGEST_NOTE = 500;
/** Of a longer doc, only the beginning is looked through. */
const LONGEST_BODY = 200_000;

/** What a doc says of a dataset. */
export type DatasetNote = { docId: string; title: string; text: string };

/** True for `schema.table.column` of the dataset, and for `*.column` when it has such a column. */
function isColumnOf({ table, columns }: Dataset, column: string): boolean {
  const at = column.lastIndexOf('.');
  const [of, name] = [column.slice(0, at), column.slice(at + 1)].map(part =>
    part.toLowerCase(),
  );
  return of === '*'
    ? columns.some(each => each.name.toLowerCase() === name)
    : of === table.toLowerCase();
}

const isWord = /[\p{L}\p{N}_]/u;

/** True when the text says the name as a word of its own. */
function says(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + name.length] ?? ' ';
    if (!isWord.test(before) && !isWord.test(after)) {
      return true;
    }
  }
  return false;
}

/**
 * What the docs of a cluster say of one dataset: the terms that mean a column of it, then the passages that name
 * its table. Bounded; `left` says how many more there are.
 */
export function findDatasetNotes(
  dataset: Dataset,
  { docs }: Pick<StoredContext, 'docs'>,
): { notes: DatasetNote[]; left: number } {
  const name = bareTable(dataset.table).toLowerCase();
  const note = (doc: (typeof docs)[number], text: string): DatasetNote => ({
    docId: doc.id,
    title: toLine(doc.title, 200),
    text: text.trim().slice(0, LONGEST_NOTE),
  });
  const terms = docs.flatMap(doc =>
    doc.terms
      .filter(
        ({ column }) => column !== undefined && isColumnOf(dataset, column),
      )
      .map(term => note(doc, writeTerm(term))),
  );
  const passages = docs.flatMap(doc =>
    doc.body
      .slice(0, LONGEST_BODY)
      .split(/\n\s*\n|\n(?=#)/)
      .filter(passage => says(passage.toLowerCase(), name))
      .map(passage => note(doc, passage)),
  );
  // Half of the room for each, and what one leaves for the other.
  const half = NOTES_AT_MOST / 2;
  const fromTerms = Math.max(half, NOTES_AT_MOST - passages.length);
  const told = [
    ...terms.slice(0, fromTerms),
    ...passages.slice(0, NOTES_AT_MOST - Math.min(terms.length, fromTerms)),
  ];
  return { notes: told, left: terms.length + passages.length - told.length };
}
