import { JsonObject, JsonValue } from '@backstage/types';
import {
  Dataset,
  DatasetColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { ColumnName } from './findLiterals';
import { nodeAt, TreePath } from './SqlTree';

/** A column of a dataset. */
export interface ResolvedColumn {
  /** `schema.table.column` */
  id: string;
  column: DatasetColumn;
}

interface TableName {
  /** As it is written, with the schema where there is one; lower case. */
  name: string;
  /** What columns are qualified with; lower case. */
  alias: string;
}

function textAt(node: JsonValue | undefined, path: TreePath): string {
  const value = nodeAt(node, path);
  return typeof value === 'string' ? value.toLowerCase() : '';
}

/** Tables that the FROM and the joins of a SELECT name. */
function tablesOf(select: JsonValue | undefined): TableName[] {
  const from = nodeAt(select, ['from', 'expressions']);
  const joins = nodeAt(select, ['joins']);
  const sources = [
    ...(Array.isArray(from) ? from : []),
    ...(Array.isArray(joins) ? joins.map(join => nodeAt(join, ['this'])) : []),
  ];
  return sources.flatMap(source => {
    const table = nodeAt(source, ['table']);
    const name = textAt(table, ['name', 'name']);
    const schema = textAt(table, ['schema', 'name']);
    return name
      ? [
          {
            name: schema ? `${schema}.${name}` : name,
            alias: textAt(table, ['alias', 'name']) || name,
          },
        ]
      : [];
  });
}

function isTable({ table }: Dataset, name: string): boolean {
  const known = table.toLowerCase();
  return known === name || known.endsWith(`.${name}`);
}

/**
 * The dataset's column behind a name in the SQL: by the tables of the SELECT around it, else by the only
 * dataset that has such a column. Undefined when that leaves a doubt.
 *
 * @param path - of what is compared with the column
 */
export function resolveColumn(options: {
  tree: JsonValue;
  path: TreePath;
  column: ColumnName;
  datasets: Dataset[];
}): ResolvedColumn | undefined {
  const { tree, path, column, datasets } = options;
  const name = column.name.toLowerCase();
  const qualifier = column.table?.toLowerCase();
  const inDataset = (dataset: Dataset): ResolvedColumn[] =>
    dataset.columns
      .filter(each => each.name.toLowerCase() === name)
      .map(each => ({ id: `${dataset.table}.${each.name}`, column: each }));

  const selects = path
    .flatMap((key, index) =>
      key === 'select' ? [path.slice(0, index + 1)] : [],
    )
    .reverse();
  for (const select of selects) {
    const tables = tablesOf(nodeAt(tree, select) as JsonObject).filter(
      ({ alias }) => qualifier === undefined || alias === qualifier,
    );
    const found = datasets
      .filter(dataset => tables.some(table => isTable(dataset, table.name)))
      .flatMap(inDataset);
    if (found.length > 0) {
      return found.length === 1 ? found[0] : undefined;
    }
  }
  const anywhere = datasets.flatMap(inDataset);
  return anywhere.length === 1 ? anywhere[0] : undefined;
}
