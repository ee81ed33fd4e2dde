import { StoredContext } from '../../curation/ContextStore';
import { DatasetOutline } from './ContextPack';

const NAMES_AT_MOST = 500_000;

/** Reads what is named of datasets; equal names are kept once, since tables share most of theirs. */
export class OutlineReader {
  static create(): OutlineReader {
    return new OutlineReader();
  }

  readonly #names = new Map<string, string>();

  private constructor() {}

  /** Without the datasets that the warehouse has no more. */
  read(context: StoredContext): DatasetOutline[] {
    return context.datasets
      .filter(({ status }) => status !== 'missing')
      .map(({ id, table, columns, partitionColumn }) => ({
        id,
        table,
        columns: columns.map(({ name }) => this.#once(name)),
        types: columns.map(({ type }) => this.#once(type)),
        ...(partitionColumn === undefined ? {} : { partitionColumn }),
      }));
  }

  #once<T extends string>(name: T): T {
    const known = this.#names.get(name) as T | undefined;
    if (known !== undefined) {
      return known;
    }
    if (this.#names.size >= NAMES_AT_MOST) {
      this.#names.clear();
    }
    this.#names.set(name, name);
    return name;
  }
}
