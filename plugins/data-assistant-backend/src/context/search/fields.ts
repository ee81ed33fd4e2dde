/** Where a cluster says a word. */
export const FIELDS = [
  'name',
  'about',
  'asked',
  'used',
  'literals',
  'terms',
  'prose',
  'tables',
  'columns',
  'notes',
  'values',
  'tableNames',
  'columnNames',
] as const;

/**
 * - `name`, `about`: the cluster's own name and title, and its description
 * - `asked`: pairs' questions and phrasings; `used`, `literals`: names and texts in their SQL
 * - `terms`, `prose`: docs' terms with synonyms; their titles, text and definitions
 * - `tables`, `columns`: the words of names of datasets and their columns
 * - `notes`, `values`: descriptions of both; columns' commonest values
 * - `tableNames`, `columnNames`: words that are a whole name by themselves; counted by presence, in a
 *   measure of its own
 */
export type Field = (typeof FIELDS)[number];

export const FIELD_INDEX = Object.fromEntries(
  FIELDS.map((field, index) => [field, index]),
) as Record<Field, number>;

/** How much a word counts for its cluster by where it is said. */
export const FIELD_WEIGHTS: Record<Field, number> = {
  name: 1.5,
  about: 1,
  asked: 1,
  used: 0.5,
  literals: 0.5,
  terms: 2,
  prose: 0.3,
  tables: 3,
  columns: 1,
  notes: 0.5,
  values: 0.3,
  tableNames: 0,
  columnNames: 0,
};

/** How much a word counts for its piece; `asked` also for the datasets that a pair lends it to. */
export const PIECE_WEIGHTS: Record<Field, number> = {
  ...FIELD_WEIGHTS,
  used: 0.3,
  prose: 0.5,
  tables: 2,
};

/** What a pair's words count for the datasets that its SQL reads. */
export const LENT_WEIGHT = 0.75;
