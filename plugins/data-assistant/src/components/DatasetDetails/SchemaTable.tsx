import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DatasetColumn } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { PieceTable } from '../ContextPiece';
import { ColumnProfileView } from './ColumnProfileView';
import styles from './DatasetDetails.module.css';

/** The columns of a dataset with what they mean and what they hold. */
export function SchemaTable(props: {
  columns: DatasetColumn[];
  /** Of the dataset; no column has more different values. */
  rowCount?: number;
}) {
  const { columns, rowCount } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  if (columns.length === 0) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {t('clusters.dataset.noColumns')}
      </Text>
    );
  }
  return (
    <PieceTable
      label={t('clusters.dataset.columns')}
      headings={[
        t('clusters.dataset.column.name'),
        t('clusters.dataset.column.description'),
        t('clusters.dataset.column.profile'),
      ]}
      rows={columns.map(column => ({
        key: column.name,
        cells: [
          <>
            <code>{column.name}</code>
            <span className={styles.columnType}>
              {column.nullable
                ? `${column.nativeType}, ${t(
                    'clusters.dataset.column.nullable',
                  )}`
                : column.nativeType}
            </span>
          </>,
          column.description,
          <ColumnProfileView profile={column.profile} rowCount={rowCount} />,
        ],
      }))}
    />
  );
}
