import {
  Dataset,
  DatasetColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { WarehouseTable } from '@cairn/backstage-plugin-data-assistant-node';

type DatasetSchema = Pick<Dataset, 'status' | 'columns'>;

/**
 * What a dataset looks like after a look at the warehouse. A column that is still of its type keeps its
 * profile; a comment of the warehouse is the column's description. A table that is gone keeps the columns
 * it had, so that people can see what is missing.
 */
export function mergeSchema(
  dataset: DatasetSchema,
  table: WarehouseTable | undefined,
): DatasetSchema {
  if (!table) {
    return { status: 'missing', columns: dataset.columns };
  }
  const known = new Map(dataset.columns.map(column => [column.name, column]));
  return {
    status: 'ok',
    columns: table.columns.map(({ comment, ...column }): DatasetColumn => {
      const before = known.get(column.name);
      const profile =
        before?.nativeType === column.nativeType ? before.profile : undefined;
      return {
        name: column.name,
        type: column.type,
        nativeType: column.nativeType,
        nullable: column.nullable,
        ...(comment ? { description: comment } : {}),
        ...(profile ? { profile } : {}),
      };
    }),
  };
}
