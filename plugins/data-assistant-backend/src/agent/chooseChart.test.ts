import {
  CellValue,
  ColumnType,
} from '@cairn/backstage-plugin-data-assistant-common';
import { chooseChart } from './chooseChart';

function chart(columns: [string, ColumnType][], rows: CellValue[][]) {
  return chooseChart(
    columns.map(([name, type]) => ({ name, type })),
    rows,
  );
}

describe('chooseChart', () => {
  it('draws a line over days, with each measure', () => {
    expect(
      chart(
        [
          ['day', 'date'],
          ['plays', 'integer'],
          ['share', 'number'],
          ['show_id', 'integer'],
        ],
        [
          ['2026-11-09', 1, 0.5, 7],
          ['2026-11-10', 2, 0.4, 7],
        ],
      ),
    ).toEqual({ kind: 'line', x: 'day', y: ['plays', 'share'] });
  });

  it('draws bars over categories', () => {
    expect(
      chart(
        [
          ['country', 'string'],
          ['plays', 'integer'],
        ],
        [
          ['SE', 1],
          ['NO', 2],
        ],
      ),
    ).toEqual({
      kind: 'bar',
      x: 'country',
      y: ['plays'],
    });
  });

  it.each<[string, [string, ColumnType][], CellValue[][]]>([
    [
      'one row',
      [
        ['country', 'string'],
        ['plays', 'integer'],
      ],
      [['SE', 1]],
    ],
    [
      'no measure',
      [
        ['country', 'string'],
        ['show', 'string'],
      ],
      [
        ['SE', 'a'],
        ['NO', 'b'],
      ],
    ],
    [
      'several rows a day',
      [
        ['day', 'date'],
        ['country', 'string'],
        ['plays', 'integer'],
      ],
      [
        ['2026-11-09', 'SE', 1],
        ['2026-11-09', 'NO', 2],
      ],
    ],
    [
      'a category twice',
      [
        ['country', 'string'],
        ['plays', 'integer'],
      ],
      [
        ['SE', 1],
        ['SE', 2],
      ],
    ],
    [
      'too many categories',
      [
        ['show', 'string'],
        ['plays', 'integer'],
      ],
      Array.from({ length: 41 }, (_, index) => [`show ${index}`, index]),
    ],
  ])('draws nothing for %s', (_why, columns, rows) => {
    expect(chart(columns, rows)).toBeUndefined();
  });
});
