import {
  CellValue,
  ChartSpec,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';

const MAX_BARS = 40;
const MAX_LINES = 6;

function isNumeric({ type }: ResultColumn): boolean {
  return type === 'integer' || type === 'number';
}

/** Ids and years are numbers that nobody wants drawn. */
function isMeasure(column: ResultColumn): boolean {
  return (
    isNumeric(column) && !/(^|_)(id|year|week|month|rank)$/i.test(column.name)
  );
}

/** The chart that a result's shape calls for: days make a line, categories make bars, else none. */
export function chooseChart(
  columns: ResultColumn[],
  rows: CellValue[][],
): ChartSpec | undefined {
  const measures = columns.filter(isMeasure).map(({ name }) => name);
  if (rows.length < 2 || measures.length === 0) {
    return undefined;
  }
  const at = columns.findIndex(
    ({ type }) => type === 'date' || type === 'timestamp',
  );
  if (at >= 0) {
    const moments = new Set(rows.map(row => row[at]));
    // Several rows for one day belong to several series, which one line would mix up.
    return moments.size === rows.length
      ? { kind: 'line', x: columns[at].name, y: measures.slice(0, MAX_LINES) }
      : undefined;
  }
  const label = columns.findIndex(({ type }) => type === 'string');
  const labels = new Set(rows.map(row => row[label]));
  if (label < 0 || rows.length > MAX_BARS || labels.size !== rows.length) {
    return undefined;
  }
  return { kind: 'bar', x: columns[label].name, y: measures.slice(0, 1) };
}
