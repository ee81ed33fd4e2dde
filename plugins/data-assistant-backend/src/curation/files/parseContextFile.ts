import { ContextFile, ParsedFile } from './ContextFile';
import { decodeContextFile, readFileName } from './decodeContextFile';
import { ProblemError } from './ProblemError';

/** More would not help whoever mends the file, and a hostile file could make any number. */
const MAX_PROBLEMS = 20;
const MAX_REASON_LENGTH = 1_000;

/** Reads a file with `parse`, and turns what it says to be wrong into problems of that file. */
export function parseContextFile<T>(
  file: ContextFile,
  parse: (text: string, name: string) => T,
): ParsedFile<T> {
  try {
    const name = readFileName(file.path);
    return { ok: true, value: parse(decodeContextFile(file), name) };
  } catch (error) {
    if (error instanceof ProblemError) {
      return {
        ok: false,
        problems: error.problems
          .slice(0, MAX_PROBLEMS)
          .map(({ line, reason }) => ({
            file: file.path,
            ...(line === undefined ? {} : { line }),
            reason: reason.slice(0, MAX_REASON_LENGTH),
          })),
      };
    }
    throw error;
  }
}

/** Turns offsets of a text into lines, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (
    let at = text.indexOf('\n');
    at >= 0 && at < offset;
    at = text.indexOf('\n', at + 1)
  ) {
    line++;
  }
  return line;
}
