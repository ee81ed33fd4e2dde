import {
  Dataset,
  DatasetColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { RankedTable } from './rankColumns';
import { toName, toQuoted } from './safeText';

const VALUES_AT_MOST = 8;
const LONGEST_VALUE = 40;
const LONGEST_DESCRIPTION = 240;

/** A line on a table or a column, and how much it matters. */
export interface Detail {
  datasetId: string;
  table: string;
  column?: string;
  line: string;
  value: number;
}

const writeTable = (table: string) => table.split('.').map(toName).join('.');

function describeColumn(column: DatasetColumn): string {
  const { type, description, profile = {} } = column;
  const { commonValues = [], complete, min, max } = profile;
  const isText = type === 'string' || type === 'boolean';
  const shown = isText
    ? commonValues
        .filter(({ value }) => value !== null)
        .slice(0, VALUES_AT_MOST)
        .map(({ value }) => toQuoted(String(value), LONGEST_VALUE))
    : [];
  const hasMore = shown.length < commonValues.length || !complete;
  const range =
    !isText && min !== undefined && min !== null && max !== undefined
      ? `from ${toQuoted(String(min), LONGEST_VALUE)} to ${toQuoted(
          String(max),
          LONGEST_VALUE,
        )}`
      : '';
  return [
    type,
    ...(description ? [toQuoted(description, LONGEST_DESCRIPTION)] : []),
    ...(shown.length > 0
      ? [`${hasMore ? 'values such as' : 'values'} ${shown.join(', ')}`]
      : []),
    ...(range ? [range] : []),
    ...(profile.nullShare ? ['some NULL'] : []),
  ].join('; ');
}

function describeTable(dataset: Dataset): string | undefined {
  const facts = [
    ...(dataset.description
      ? [toQuoted(dataset.description, LONGEST_DESCRIPTION)]
      : []),
    ...(dataset.rowCount === undefined ? [] : [`${dataset.rowCount} rows`]),
    ...(dataset.partitionColumn
      ? [`one partition a day by ${toName(dataset.partitionColumn)}`]
      : []),
    ...(dataset.newest ? [`newest ${toQuoted(dataset.newest, 32)}`] : []),
    ...(dataset.deprecated
      ? ['deprecated: use another when there is one']
      : []),
  ];
  return facts.length === 0 ? undefined : facts.join('; ');
}

/** What is known of the nearest tables and their columns beyond the names, most telling first. */
export function writeDetails(
  datasets: readonly Dataset[],
  ranked: readonly RankedTable[],
): Detail[] {
  const byId = new Map(ranked.map(table => [table.outline.id, table]));
  return datasets
    .flatMap(dataset => {
      const table = byId.get(dataset.id);
      if (!table) {
        return [];
      }
      const name = writeTable(dataset.table);
      const about = describeTable(dataset);
      const scores = new Map(
        table.outline.columns.map((column, index) => [
          column,
          table.columnScores[index],
        ]),
      );
      const base = { datasetId: dataset.id, table: dataset.table };
      return [
        ...(about === undefined
          ? []
          : [{ ...base, line: `- ${name}: ${about}`, value: table.score }]),
        ...dataset.columns.map(column => ({
          ...base,
          column: column.name,
          line: `- ${name}.${toName(column.name)}: ${describeColumn(column)}`,
          value: table.score * (scores.get(column.name) ?? 0),
        })),
      ];
    })
    .sort((a, b) => b.value - a.value || (a.line < b.line ? -1 : 1));
}
