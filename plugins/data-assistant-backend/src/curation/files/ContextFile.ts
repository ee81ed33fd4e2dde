import {
  ContextProblem,
  Doc,
  Pair,
} from '@cairn/backstage-plugin-data-assistant-common';

/** A context file as it was found, not yet looked into. */
export interface ContextFile {
  /** Relative to the context folder, with `/`, such as `pairs/listeners.sql`. */
  path: string;
  content: Uint8Array;
}

/** What a pair file says; the rest of a `Pair` depends on the cluster. */
export type PairFile = Pick<
  Pair,
  'path' | 'question' | 'phrasings' | 'parameters' | 'sql'
> &
  Partial<Pick<Pair, 'answer' | 'author'>> & {
    /** File name without its ending. */
    name: string;
  };

/** What a doc file says. */
export type DocFile = Pick<Doc, 'path' | 'title' | 'body' | 'terms'> & {
  /** File name without its ending. */
  name: string;
};

/** A file that fits the format, or everything that keeps it from fitting. */
export type ParsedFile<T> =
  | { ok: true; value: T }
  | { ok: false; problems: ContextProblem[] };

/** Bytes that one context file may have. */
export const MAX_FILE_BYTES = 256 * 1024;
