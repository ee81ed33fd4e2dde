import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ResultColumn } from '@cairn/backstage-plugin-data-assistant-common';
import {
  RiArrowDownLine,
  RiArrowUpDownLine,
  RiArrowUpLine,
} from '@remixicon/react';
import { dataAssistantReactTranslationRef } from '../../translation';
import { isNumeric } from './formatCell';
import { RowSort } from './sortRows';
import styles from './ResultTable.module.css';

const icons = { ascending: RiArrowUpLine, descending: RiArrowDownLine };

/** The columns' names, each a button: ascending, descending, then the result's own order. */
export function TableHead(props: {
  columns: ResultColumn[];
  sort: RowSort | undefined;
  onSort: (sort: RowSort | undefined) => void;
}) {
  const { columns, sort, onSort } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column, index) => {
          const direction = sort?.index === index ? sort.direction : undefined;
          const Icon = direction ? icons[direction] : RiArrowUpDownLine;
          return (
            <th
              key={`${index}-${column.name}`}
              scope="col"
              aria-sort={direction ?? 'none'}
              data-numeric={isNumeric(column) || undefined}
            >
              <button
                type="button"
                className={styles.sort}
                title={t('table.sort', { column: column.name })}
                onClick={() => onSort(nextSort(index, direction))}
              >
                <span>{column.name}</span>
                <Icon size={14} aria-hidden="true" />
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function nextSort(
  index: number,
  direction: RowSort['direction'] | undefined,
): RowSort | undefined {
  if (!direction) {
    return { index, direction: 'ascending' };
  }
  return direction === 'ascending'
    ? { index, direction: 'descending' }
    : undefined;
}
