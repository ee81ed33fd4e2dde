import { DateTime } from 'luxon';

const MAX_CHARACTERS = 60;

/**
 * Name without ending for a file with a result: what it is about and the local date, in letters and digits of any script
 * with hyphens between, which every file system takes.
 */
export function resultFileName(about: string, at: Date): string {
  const words = about
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  const short = Array.from(words).slice(0, MAX_CHARACTERS).join('');
  const name = short.replace(/^-+|-+$/g, '') || 'result';
  return `${name}-${DateTime.fromJSDate(at).toISODate()}`;
}
