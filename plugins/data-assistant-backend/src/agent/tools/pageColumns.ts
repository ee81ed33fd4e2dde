import {
  Dataset,
  DatasetColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { rankColumns } from '../../context/pack/rankColumns';
import { StoredContext } from '../../curation/ContextStore';

const COLUMNS_A_PAGE = 40;

/** One page of a dataset's columns. */
export type ColumnPage = {
  columns: DatasetColumn[];
  /** From 1. */
  page: number;
  pages: number;
  order: 'schema' | 'relevance';
};

/** A dataset that fits on a page keeps the order of its schema; of a wider one, what the question needs comes first. */
export function pageColumns(options: {
  dataset: Dataset;
  context: StoredContext;
  question: string;
  page: number;
}): ColumnPage {
  const { dataset, context, question } = options;
  const { columns } = dataset;
  const pages = Math.max(1, Math.ceil(columns.length / COLUMNS_A_PAGE));
  const page = Math.min(options.page, pages);
  const ordered =
    pages === 1 ? columns : byRelevance(dataset, context, question);
  return {
    columns: ordered.slice((page - 1) * COLUMNS_A_PAGE, page * COLUMNS_A_PAGE),
    page,
    pages,
    order: pages === 1 ? 'schema' : 'relevance',
  };
}

function byRelevance(
  dataset: Dataset,
  { cluster, pairs, docs }: StoredContext,
  question: string,
): DatasetColumn[] {
  const { id, table, columns, partitionColumn } = dataset;
  const [ranked] = rankColumns(
    question,
    {
      cluster,
      outlines: [
        {
          id,
          table,
          columns: columns.map(({ name }) => name),
          types: columns.map(({ type }) => type),
          ...(partitionColumn === undefined ? {} : { partitionColumn }),
        },
      ],
      nearness: new Map([[id, 1]]),
      datasets: [dataset],
      pairs: pairs
        .filter(pair => pair.datasets.includes(id))
        .map(pair => ({ pair, score: 1 })),
      docs: docs.map(doc => ({ doc, score: 1 })),
    },
    { tablesAtMost: 1 },
  );
  return columns
    .map((column, index) => ({ column, score: ranked.columnScores[index] }))
    .sort((a, b) => b.score - a.score)
    .map(({ column }) => column);
}
