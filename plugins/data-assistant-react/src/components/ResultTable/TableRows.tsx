import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import {
  CellValue,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantReactTranslationRef } from '../../translation';
import { formatCell, isNumeric } from './formatCell';
import { useVisibleRows } from './useVisibleRows';
import styles from './ResultTable.module.css';

/** The rows in view, with room left for the others. */
export function TableRows(props: {
  columns: ResultColumn[];
  rows: CellValue[][];
  scrollElement: HTMLElement | undefined;
}) {
  const { columns, rows, scrollElement } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const { indexes, before, after } = useVisibleRows({
    count: rows.length,
    scrollElement,
  });
  return (
    <tbody>
      <Spacer height={before} columns={columns.length} />
      {indexes.map(rowIndex => (
        <tr key={rowIndex} aria-rowindex={rowIndex + 2}>
          {columns.map((column, index) => {
            const text = formatCell(rows[rowIndex][index], column);
            return (
              <td
                key={`${index}-${column.name}`}
                title={text}
                data-numeric={isNumeric(column) || undefined}
              >
                {text ?? (
                  <span className={styles.null}>
                    <span aria-hidden="true">–</span>
                    <VisuallyHidden>{t('table.null')}</VisuallyHidden>
                  </span>
                )}
              </td>
            );
          })}
        </tr>
      ))}
      <Spacer height={after} columns={columns.length} />
    </tbody>
  );
}

function Spacer(props: { height: number; columns: number }) {
  const { height, columns } = props;
  return height > 0 ? (
    <tr aria-hidden="true" className={styles.spacer}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  ) : null;
}
