import {
  CellValue,
  ChartSpec,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { formatCell, isNumeric } from '../ResultTable';

/** More bars than these could not be told apart; a line stays readable for longer. */
const MAX_POINTS = { bar: 30, line: 1_000 };

/** A point: `x` for people, and the value of each series by its index. */
export interface ChartPoint {
  x: string;
  values: (number | undefined)[];
}

/** A chart with all that its drawing needs. */
export interface ChartData {
  kind: ChartSpec['kind'];
  x: ResultColumn;
  series: ResultColumn[];
  points: ChartPoint[];
  total: number;
}

function toNumber(value: CellValue): number | undefined {
  if (value === null || typeof value === 'boolean' || value === '') {
    return undefined;
  }
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** What a chart draws; undefined when its form does not fit the result, since the table shows it anyway. */
export function chartData(
  chart: ChartSpec,
  columns: ResultColumn[],
  rows: CellValue[][],
): ChartData | undefined {
  const indexOf = (name: string) =>
    columns.findIndex(column => column.name === name);
  const xIndex = indexOf(chart.x);
  const yIndexes = chart.y
    .map(indexOf)
    .filter(index => index >= 0 && isNumeric(columns[index]));
  if (xIndex < 0 || yIndexes.length === 0 || rows.length < 2) {
    return undefined;
  }
  return {
    kind: chart.kind,
    x: columns[xIndex],
    series: yIndexes.map(index => columns[index]),
    points: rows.slice(0, MAX_POINTS[chart.kind]).map(row => ({
      x: formatCell(row[xIndex], columns[xIndex]) ?? '–',
      values: yIndexes.map(index => toNumber(row[index])),
    })),
    total: rows.length,
  };
}
