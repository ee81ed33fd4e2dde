import {
  CellValue,
  ChartSpec,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { chooseChart } from './chooseChart';

const MAX_BARS = 40;

/** The chart that a model wishes, where the result can be drawn so; else the one that its shape calls for. */
export function chooseWishedChart(
  wish: ChartSpec | undefined,
  columns: ResultColumn[],
  rows: CellValue[][],
): ChartSpec | undefined {
  if (wish && rows.length > 1) {
    const find = (name: string) =>
      columns.find(each => each.name.toLowerCase() === name.toLowerCase());
    const x = find(wish.x);
    const y = wish.y.flatMap(name => find(name) ?? []);
    const canBeDrawn =
      x !== undefined &&
      y.length === wish.y.length &&
      y.every(({ type }) => type === 'integer' || type === 'number') &&
      !y.includes(x) &&
      (wish.kind === 'line' || rows.length <= MAX_BARS);
    if (canBeDrawn) {
      return { kind: wish.kind, x: x.name, y: y.map(({ name }) => name) };
    }
  }
  return chooseChart(columns, rows);
}
