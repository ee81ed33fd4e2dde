import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import {
  CellValue,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { RiDownloadLine } from '@remixicon/react';
import { useMemo, useState } from 'react';
import { dataAssistantReactTranslationRef } from '../../translation';
import { columnWidths } from './columnWidths';
import { downloadCsv } from './downloadCsv';
import { RowSort, sortRows } from './sortRows';
import { TableHead } from './TableHead';
import { TableRows } from './TableRows';
import { toCsv } from './toCsv';
import styles from './ResultTable.module.css';

/** In rem: a lone number across a whole page would stand far from its heading. */
const WIDEST_COLUMN = 18;

/** @public */
export interface ResultTableProps {
  columns: ResultColumn[];
  /** Row-major, in the order of `columns`. */
  rows: CellValue[][];
  /** The result had more rows than these. */
  truncated?: boolean;
  /** Of the downloaded file, without ending. */
  fileName?: string;
}

/**
 * The rows of a result: sortable, thousands of them at ease, and downloadable as CSV in the order shown.
 * @public
 */
export function ResultTable(props: ResultTableProps) {
  const { columns, rows, truncated = false, fileName = 'result' } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const [sort, setSort] = useState<RowSort>();
  // Not a ref: the rows inside must hear when it is there, which is after their own effects.
  const [scrollElement, setScrollElement] = useState<HTMLElement | null>(null);
  const sorted = useMemo(
    () => sortRows(rows, columns, sort),
    [rows, columns, sort],
  );
  const widths = useMemo(() => columnWidths(columns, rows), [columns, rows]);

  if (rows.length === 0) {
    return <p className={styles.empty}>{t('table.empty')}</p>;
  }
  const width = widths.reduce((sum, characters) => sum + characters + 5, 0);
  return (
    <div
      className={styles.root}
      style={{ maxWidth: `${columns.length * WIDEST_COLUMN}rem` }}
    >
      <div
        ref={setScrollElement}
        className={styles.scroll}
        role="group"
        aria-label={t('table.label')}
        // A region that scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table
          className={styles.table}
          style={{ minWidth: `${width}ch` }}
          aria-label={t('table.label')}
          aria-rowcount={rows.length + 1}
        >
          <colgroup>
            {widths.map((characters, index) => (
              <col
                key={`${index}-${columns[index].name}`}
                style={{ width: `${characters + 5}ch` }}
              />
            ))}
          </colgroup>
          <TableHead columns={columns} sort={sort} onSort={setSort} />
          <TableRows
            columns={columns}
            rows={sorted}
            scrollElement={scrollElement ?? undefined}
          />
        </table>
      </div>
      <div className={styles.footer}>
        <span>
          {truncated
            ? t('table.truncated', { rows: rows.length.toLocaleString() })
            : t('table.rows', { count: rows.length })}
        </span>
        <Button
          size="small"
          variant="tertiary"
          iconStart={<RiDownloadLine aria-hidden="true" />}
          onPress={() => downloadCsv(`${fileName}.csv`, toCsv(columns, sorted))}
        >
          {t('table.download')}
        </Button>
      </div>
    </div>
  );
}
