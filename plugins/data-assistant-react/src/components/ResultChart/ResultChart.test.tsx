import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  CellValue,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { screen, waitFor } from '@testing-library/react';
import { chartData } from './chartData';
import { ResultChart } from './ResultChart';

const columns: ResultColumn[] = [
  { name: 'day', type: 'date' },
  { name: 'streams', type: 'integer' },
  { name: 'hours', type: 'number' },
  { name: 'country', type: 'string' },
];
const rows: CellValue[][] = [
  ['2026-11-17', 10, '1.5', 'SE'],
  ['2026-11-18', null, 2, 'DE'],
  ['2026-11-19', '30', 3, null],
];

describe('ResultChart', () => {
  beforeEach(() => {
    global.ResizeObserver = class {
      readonly #callback: ResizeObserverCallback;
      constructor(callback: ResizeObserverCallback) {
        this.#callback = callback;
      }
      observe(target: Element) {
        const contentRect = new DOMRectReadOnly(0, 0, 600, 260);
        this.#callback(
          [{ target, contentRect } as unknown as ResizeObserverEntry],
          this,
        );
      }
      unobserve() {}
      disconnect() {}
    };
  });

  it('draws a line for each series of a time series', async () => {
    renderInTestApp(
      <ResultChart
        chart={{ kind: 'line', x: 'day', y: ['streams', 'hours'] }}
        columns={columns}
        rows={rows}
      />,
    );
    const chart = await screen.findByRole('img', {
      name: 'Line chart of streams, hours by day. The table has the same values.',
    });
    await waitFor(() =>
      expect(chart.querySelectorAll('.recharts-line-curve')).toHaveLength(2),
    );
  });

  it('draws a bar for each category', async () => {
    renderInTestApp(
      <ResultChart
        chart={{ kind: 'bar', x: 'country', y: ['hours'] }}
        columns={columns}
        rows={rows}
      />,
    );
    const chart = await screen.findByRole('img', {
      name: 'Bar chart of hours by country. The table has the same values.',
    });
    await waitFor(() =>
      expect(chart.querySelectorAll('.recharts-bar-rectangle')).toHaveLength(3),
    );
  });

  it('takes the values of the named columns, and says how many of too many bars are drawn', () => {
    expect(
      chartData({ kind: 'bar', x: 'day', y: ['streams'] }, columns, rows),
    ).toMatchObject({
      points: [
        { x: 'Nov 17, 2026', values: [10] },
        { x: 'Nov 18, 2026', values: [undefined] },
        { x: 'Nov 19, 2026', values: [30] },
      ],
      total: 3,
    });
    const many = Array.from({ length: 40 }, () => rows[0]);
    const data = chartData(
      { kind: 'bar', x: 'country', y: ['hours'] },
      columns,
      many,
    );
    expect([data?.points.length, data?.total]).toEqual([30, 40]);
  });

  it('draws nothing when its form does not fit the result', () => {
    const none = { x: 'day', kind: 'line' } as const;
    expect(chartData({ ...none, y: ['absent'] }, columns, rows)).toBe(
      undefined,
    );
    expect(chartData({ ...none, y: ['country'] }, columns, rows)).toBe(
      undefined,
    );
    expect(
      chartData({ ...none, y: ['streams'] }, columns, rows.slice(0, 1)),
    ).toBe(undefined);
  });
});
