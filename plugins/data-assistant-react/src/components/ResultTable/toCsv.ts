import {
  CellValue,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import Papa from 'papaparse';

/**
 * What a spreadsheet might run as a formula: OWASP's list with the full-width forms that some accept. Papa's own
 * expression misses a cell with a line break in it. A plain negative number is no danger, and must stay a number.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^(?!-\d+(\.\d+)?$)[=+\-@\t\r\n＝＋－＠]/;

/** Lets Excel read the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The result as CSV (RFC 4180, UTF-8 with a byte order mark): values as they travel rather than as they are shown, missing
 * ones empty, formulas defused by a leading apostrophe.
 *
 * @public
 */
export function toCsv(columns: ResultColumn[], rows: CellValue[][]): string {
  const csv = Papa.unparse(
    { fields: columns.map(column => column.name), data: rows },
    { escapeFormulae: FORMULA, newline: '\r\n' },
  );
  return `${BYTE_ORDER_MARK}${csv}`;
}
