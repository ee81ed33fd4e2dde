import {
  CellValue,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { QueryResult } from '@cairn/backstage-plugin-data-assistant-node';
import { toName, toQuoted } from '../../context/pack/safeText';

const ROWS_AT_MOST = 50;
const COLUMNS_AT_MOST = 40;
const LONGEST_CELL = 200;
/** Of all rows together; some 4,000 tokens. */
const LONGEST_TABLE = 14_000;

/** A bar would end a cell of the table; in a JSON string it may be written so. */
const withoutBars = (quoted: string) => quoted.replaceAll('|', '\\u007c');

/** A cell as it stands in a table for a model: what is text is a JSON string, so that it cannot be taken for structure. */
export function renderCell(value: CellValue): string {
  switch (typeof value) {
    case 'string':
      return withoutBars(toQuoted(value, LONGEST_CELL));
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return 'NULL';
  }
}

const renderHeader = ({ name, type }: ResultColumn) =>
  `${withoutBars(toName(name))} (${type})`;

const writeRow = (cells: string[]) => `| ${cells.join(' | ')} |`;

const plural = (count: number, word: string) =>
  `${count} ${word}${count === 1 ? '' : 's'}`;

/**
 * A result as a Markdown table that a model can read: the first rows and columns of it, and how many there are.
 */
export function renderTable({
  columns,
  rows,
  truncated,
}: Pick<QueryResult, 'columns' | 'rows' | 'truncated'>): string {
  const told = columns.slice(0, COLUMNS_AT_MOST);
  const lines: string[] = [];
  let length = 0;
  for (const row of rows.slice(0, ROWS_AT_MOST)) {
    const line = writeRow(row.slice(0, COLUMNS_AT_MOST).map(renderCell));
    length += line.length;
    if (lines.length > 0 && length > LONGEST_TABLE) {
      break;
    }
    lines.push(line);
  }
  const width = plural(columns.length, 'column');
  const counts = truncated
    ? `The result has ${width} and more rows than the limit of ${rows.length}`
    : `The result has ${plural(rows.length, 'row')} and ${width}`;
  const left = [
    ...(lines.length < rows.length
      ? [`only the first ${plural(lines.length, 'row')} are shown`]
      : []),
    ...(told.length < columns.length
      ? [`only the first ${told.length} columns are shown`]
      : []),
  ];
  return [
    `${[counts, ...left].join('; ')}.`,
    ...(rows.length > 0
      ? [
          '',
          writeRow(told.map(renderHeader)),
          writeRow(told.map(() => '---')),
          ...lines,
        ]
      : [`Columns: ${told.map(renderHeader).join(', ')}`]),
  ].join('\n');
}
