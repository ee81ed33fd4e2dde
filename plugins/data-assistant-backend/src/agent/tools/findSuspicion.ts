import {
  CellValue,
  Dataset,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  QueryResult,
  SqlDialect,
} from '@cairn/backstage-plugin-data-assistant-node';
import { toName } from '../../context/pack/safeText';
import { explainEmptiness } from './explainEmptiness';

const isEmpty = (cell: CellValue) => cell === null;
const isNothing = (cell: CellValue) => cell === null || Number(cell) === 0;

/** What is odd about rows by themselves. */
function oddityOf({ columns, rows }: QueryResult): string | undefined {
  const [first] = rows;
  if (first === undefined) {
    return 'The result has no rows.';
  }
  if (rows.every(row => row.every(isEmpty))) {
    return 'The result holds nothing but NULL.';
  }
  const numbers = columns.flatMap(({ type }, index) =>
    type === 'integer' || type === 'number' ? [index] : [],
  );
  if (
    rows.length === 1 &&
    numbers.length > 0 &&
    numbers.every(index => isNothing(first[index]))
  ) {
    return 'Every number of the only row is 0 or NULL.';
  }
  const unfilled = columns.filter((_, index) =>
    rows.every(row => isEmpty(row[index])),
  );
  return unfilled.length > 0
    ? `Nothing but NULL is in ${unfilled
        .slice(0, 5)
        .map(({ name }) => toName(name))
        .join(', ')}.`
    : undefined;
}

/**
 * Why a result may not mean what it seems to: no rows, nothing but NULL, a single row of zeros; with what the
 * profiles know of the values that were compared. Undefined for a result as one would expect it. Profiles hold
 * text of others, which is quoted.
 */
export async function findSuspicion(options: {
  sql: string;
  result: QueryResult;
  dialect: SqlDialect;
  /** Those that the statement reads, with their profiles; called when there is something odd. */
  readDatasets: () => Promise<Dataset[]>;
}): Promise<string | undefined> {
  const { sql, result, dialect, readDatasets } = options;
  const oddity = oddityOf(result);
  if (oddity === undefined) {
    return undefined;
  }
  const reasons = await explainEmptiness({
    sql,
    dialect,
    datasets: await readDatasets(),
  });
  return [oddity, ...reasons].join(' ');
}
