import { CellValue } from '@cairn/backstage-plugin-data-assistant-common';
import { RanQuery } from '../../tools/AgentNotes';

/** A query whose result has these columns, each with its cells from the first row to the last. */
export function queryOf(
  columns: Record<string, CellValue[]>,
  sql = 'SELECT x FROM t',
): RanQuery {
  const cells = Object.values(columns);
  return {
    id: 'q1',
    clusterId: 'resource:default/podcasts',
    warehouse: 'example',
    sql,
    tables: [],
    result: {
      columns: Object.keys(columns).map(name => ({ name, type: 'number' })),
      rows: (cells[0] ?? []).map((_, index) =>
        cells.map(column => column[index]),
      ),
      truncated: false,
      durationMs: 1,
    },
  };
}
