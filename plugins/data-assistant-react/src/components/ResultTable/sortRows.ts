import {
  CellValue,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { isNumeric } from './formatCell';

/** By which column rows are sorted; `index` is that of the column. */
export interface RowSort {
  index: number;
  direction: 'ascending' | 'descending';
}

const collator = new Intl.Collator(undefined, {
  numeric: true,
  sensitivity: 'base',
});
const WHOLE = /^-?\d+$/;

function compareNumbers(a: CellValue, b: CellValue): number {
  // Integers beyond 2^53 travel as text, and a double would call neighbours equal.
  if (WHOLE.test(String(a)) && WHOLE.test(String(b))) {
    const [left, right] = [BigInt(String(a)), BigInt(String(b))];
    if (left === right) {
      return 0;
    }
    return left < right ? -1 : 1;
  }
  return Number(a) - Number(b);
}

/** Rows in the asked order, equal ones in their own; missing values last whichever way. */
export function sortRows(
  rows: CellValue[][],
  columns: ResultColumn[],
  sort: RowSort | undefined,
): CellValue[][] {
  if (!sort) {
    return rows;
  }
  const { index } = sort;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const compare = isNumeric(columns[index])
    ? compareNumbers
    : (a: CellValue, b: CellValue) => collator.compare(String(a), String(b));
  return rows.toSorted((left, right) => {
    const [a, b] = [left[index], right[index]];
    if (a === null || b === null) {
      return Number(a === null) - Number(b === null);
    }
    return sign * compare(a, b);
  });
}
