import {
  CellValue,
  FilledParameter,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { withoutLast } from './withoutLast';

const numberFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const PLACEHOLDER = /\{\{\s*([\w.]+)\s*\}\}/g;
const MAX_CELL_LENGTH = 200;
/** Control and bidirectional characters of a cell could make a sentence say something else. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}]/gu;

/** A cell as it reads in a sentence. */
export function formatCell(value: CellValue, column: ResultColumn): string {
  if (value === null) {
    return 'unknown';
  }
  if (typeof value === 'number') {
    return /(^|_)(id|year|week)$/i.test(column.name)
      ? String(value)
      : numberFormat.format(value);
  }
  if (column.type === 'date' && typeof value === 'string') {
    const day = DateTime.fromISO(value, { zone: 'utc' });
    return day.isValid ? day.toFormat('d MMMM yyyy') : value;
  }
  const text = String(value).replace(UNPRINTABLE, ' ');
  return text.length > MAX_CELL_LENGTH
    ? `${text.slice(0, MAX_CELL_LENGTH)}…`
    : text;
}

/** Without a template: the one number, or how many rows there are. */
function plainSentence(columns: ResultColumn[], rows: CellValue[][]): string {
  if (rows.length === 1 && columns.length === 1) {
    return `${columns[0].name.replaceAll('_', ' ')}: ${formatCell(
      rows[0][0],
      columns[0],
    )}.`;
  }
  return rows.length === 1
    ? 'One row answers this.'
    : `${numberFormat.format(rows.length)} rows answer this.`;
}

/**
 * Says an answer in a sentence: `{{name}}` in the pair's template stands for a column of the first row
 * (`{{last.name}}` of the last) or a parameter. The numbers come from the engine's rows alone. Of a single row
 * the clauses on the last one would say the same again, so they are left out.
 */
export function renderSentence(options: {
  template: string | undefined;
  columns: ResultColumn[];
  rows: CellValue[][];
  parameters: FilledParameter[];
}): string {
  const { template, columns, rows, parameters } = options;
  if (rows.length === 0) {
    const named = parameters.map(({ label }) => label).filter(Boolean);
    return named.length > 0
      ? `There is nothing to show for ${named.join(', ')}.`
      : 'There is nothing to show.';
  }
  if (!template) {
    return plainSentence(columns, rows);
  }
  const said = rows.length === 1 ? withoutLast(template) : template;
  return said.replaceAll(PLACEHOLDER, (whole, placeholder: string) => {
    const name = placeholder.replace(/^last\./, '');
    const row = name === placeholder ? rows[0] : rows[rows.length - 1];
    const at = columns.findIndex(
      column => column.name.toLowerCase() === name.toLowerCase(),
    );
    if (at >= 0) {
      return formatCell(row[at], columns[at]);
    }
    const parameter = parameters.find(filled => filled.name === name);
    return parameter ? parameter.label : whole;
  });
}
