import {
  CellValue,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { formatCell } from './formatCell';

const SAMPLE_ROWS = 200;
const MIN_CHARACTERS = 8;
const MAX_CHARACTERS = 44;

/**
 * Width of each column in characters, from its name and first rows. Fixed, since a virtualised table that took its
 * widths from the visible rows would jump while it scrolls.
 */
export function columnWidths(
  columns: ResultColumn[],
  rows: CellValue[][],
): number[] {
  const sample = rows.slice(0, SAMPLE_ROWS);
  return columns.map((column, index) => {
    let longest = column.name.length;
    for (const row of sample) {
      const { length } = formatCell(row[index], column) ?? '';
      longest = Math.max(longest, length);
    }
    return Math.min(MAX_CHARACTERS, Math.max(MIN_CHARACTERS, longest));
  });
}
