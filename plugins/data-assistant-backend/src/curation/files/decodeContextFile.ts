import { ContextFile, MAX_FILE_BYTES } from './ContextFile';
import { ProblemError } from './ProblemError';

const NEWLINE = 0x0a;
const FILE_NAME = /^[^/]+\/([a-z0-9-]{1,128})\.[a-z]+$/;

/** True when PostgreSQL can store the text: it has no NUL and no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text);
}

/** File name without its ending. @throws ProblemError when it is not of the form that ids are made of. */
export function readFileName(path: string): string {
  const name = FILE_NAME.exec(path)?.[1];
  if (!name) {
    throw ProblemError.at(
      undefined,
      'The file name may have lower case letters, digits and hyphens only, at most 128; rename the file',
    );
  }
  return name;
}

function findBadLine(content: Uint8Array): number {
  // A fresh decoder for each line, so that the fault is found where it is. UTF-8 has no newline byte
  // inside a character.
  let line = 1;
  let start = 0;
  for (;;) {
    const found = content.indexOf(NEWLINE, start);
    const end = found < 0 ? content.length : found;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(
        content.subarray(start, end),
      );
    } catch {
      return line;
    }
    if (found < 0) {
      return line;
    }
    start = end + 1;
    line++;
  }
}

/**
 * The text of a file with `\n` for line ends and without byte order mark.
 *
 * @throws ProblemError when it is too large, no UTF-8, or has a NUL
 */
export function decodeContextFile(file: ContextFile): string {
  if (file.content.length > MAX_FILE_BYTES) {
    throw ProblemError.at(
      undefined,
      `The file has ${file.content.length} bytes; at most ${MAX_FILE_BYTES} are read. Split it`,
    );
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(file.content);
  } catch {
    throw ProblemError.at(
      findBadLine(file.content),
      'The file is not UTF-8 here; save it in that encoding',
    );
  }
  text = text.replace(/\r\n/g, '\n');
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    throw ProblemError.at(
      text.slice(0, nul).split('\n').length,
      'There is a NUL character here; the file must be plain text',
    );
  }
  return text;
}
