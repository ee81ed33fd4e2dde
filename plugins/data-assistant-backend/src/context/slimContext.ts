import {
  Dataset,
  DatasetColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { StoredContext } from '../curation/ContextStore';

/** Rough bytes in memory. */
const BYTES_OF = {
  dataset: 500,
  column: 8,
  profiledColumn: 300,
  commonValue: 100,
  pair: 8_000,
};
const SHARED_AT_MOST = 300_000;
/** Where more columns of one name differ, each is described by itself. */
const NAMESAKES_AT_MOST = 32;

/** Columns that are alike in all tables of all clusters, each once: most of their names recur. */
export class SharedColumns {
  static create(): SharedColumns {
    return new SharedColumns();
  }

  /** By name: those of one name are few, and comparing them is cheaper than a key of all that they hold. */
  readonly #columns = new Map<string, DatasetColumn[]>();
  #size = 0;

  private constructor() {}

  /** The column without its profile; not to be changed, since others have it too. */
  get(column: DatasetColumn): DatasetColumn {
    const { name, type, nativeType, nullable, description } = column;
    const namesakes = this.#columns.get(name) ?? [];
    const known = namesakes.find(
      other =>
        other.description === description &&
        other.nativeType === nativeType &&
        other.type === type &&
        other.nullable === nullable,
    );
    if (known) {
      return known;
    }
    const shared = {
      name,
      type,
      nativeType,
      nullable,
      ...(description === undefined ? {} : { description }),
    };
    if (this.#size >= SHARED_AT_MOST) {
      this.#columns.clear();
      this.#size = 0;
    }
    if (namesakes.length < NAMESAKES_AT_MOST) {
      this.#columns.set(name, [...namesakes, shared]);
      this.#size++;
    }
    return shared;
  }
}

/** Tables, in lower case, from which the parameters of pairs take their values. */
function tablesOfParameters({ pairs }: StoredContext): Set<string> {
  return new Set(
    pairs
      .flatMap(({ parameters }) => parameters)
      .flatMap(({ column }) =>
        column === undefined
          ? []
          : [column.slice(0, column.lastIndexOf('.')).toLowerCase()],
      ),
  );
}

/**
 * A context without the profiles of the datasets that neither a pair nor a parameter names. Matching needs
 * no other ones, and of what is kept in memory they would take by far the most.
 */
export function slimContext(
  context: StoredContext,
  shared: SharedColumns,
): StoredContext {
  const read = new Set(context.pairs.flatMap(({ datasets }) => datasets));
  const named = tablesOfParameters(context);
  const isNeeded = ({ id, table }: Dataset) =>
    read.has(id) || named.has(table.toLowerCase()) || named.has('*');
  return {
    ...context,
    datasets: context.datasets.map(dataset => ({
      ...dataset,
      columns: isNeeded(dataset)
        ? dataset.columns
        : dataset.columns.map(column => shared.get(column)),
    })),
  };
}

/** What a context takes in memory, roughly: its columns with their profiles, and its texts. */
export function weighContext(context: StoredContext): number {
  let bytes = 0;
  for (const { columns } of context.datasets) {
    bytes += BYTES_OF.dataset;
    for (const { profile } of columns) {
      bytes += profile
        ? BYTES_OF.profiledColumn +
          (profile.commonValues?.length ?? 0) * BYTES_OF.commonValue
        : BYTES_OF.column;
    }
  }
  for (const { sql, phrasings } of context.pairs) {
    bytes += 2 * sql.length + BYTES_OF.pair * (1 + phrasings.length);
  }
  for (const { body } of context.docs) {
    bytes += 2 * body.length;
  }
  return bytes;
}
