import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The objects of a file with one JSON object a line. */
export function readJsonLines(...path) {
  return readFileSync(join(...path), 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line));
}
