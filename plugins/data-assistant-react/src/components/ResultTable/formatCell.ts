import {
  CellValue,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';

const DECIMALS = 4;
const SMALLEST_FIXED = 10 ** -DECIMALS;

/** Whole numbers that name something rather than count it, so grouping digits would mislead. */
const NAMES_SOMETHING = /(^|_)(id|ids|key|code|year)$/i;

const DECIMAL_TEXT = /^-?\d+(\.\d+)?$/;

/** True when the cells of the column are numbers. */
export function isNumeric(column: ResultColumn): boolean {
  return column.type === 'integer' || column.type === 'number';
}

function formatNumber(value: string | number, column: ResultColumn): string {
  if (typeof value === 'string' && !DECIMAL_TEXT.test(value)) {
    return value;
  }
  if (column.type === 'integer') {
    const useGrouping = !NAMES_SOMETHING.test(column.name);
    return new Intl.NumberFormat(undefined, {
      useGrouping,
      maximumFractionDigits: 0,
    }).format(typeof value === 'string' ? BigInt(value) : value);
  }
  const number = Number(value);
  const tiny = number !== 0 && Math.abs(number) < SMALLEST_FIXED;
  return new Intl.NumberFormat(
    undefined,
    tiny
      ? { maximumSignificantDigits: DECIMALS }
      : { maximumFractionDigits: DECIMALS },
  ).format(number);
}

/**
 * A cell as a person reads it, in the browser's locale: numbers grouped, dates in words, timestamps in UTC.
 * Undefined for a missing value; a value that does not fit its column's type is shown as it is.
 */
export function formatCell(
  value: CellValue,
  column: ResultColumn,
): string | undefined {
  if (value === null) {
    return undefined;
  }
  if (isNumeric(column) && typeof value !== 'boolean') {
    return formatNumber(value, column);
  }
  if (column.type === 'date' || column.type === 'timestamp') {
    const time = DateTime.fromISO(String(value), { zone: 'utc' });
    if (time.isValid) {
      return column.type === 'date'
        ? time.toLocaleString(DateTime.DATE_MED)
        : `${time.toLocaleString(DateTime.DATETIME_MED_WITH_SECONDS)} UTC`;
    }
  }
  return String(value);
}
