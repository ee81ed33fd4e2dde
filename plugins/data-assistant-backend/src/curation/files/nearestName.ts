import { closest, distance } from 'fastest-levenshtein';

/** The known name that somebody who typed `name` most likely meant. */
export function nearestName(
  name: string,
  known: readonly string[],
): string | undefined {
  if (known.length === 0) {
    return undefined;
  }
  const nearest = closest(name.toLowerCase(), known);
  // Two, so that swapped letters count; but some of the word must be right.
  const allowed = Math.max(2, Math.floor(nearest.length / 3));
  const edits = distance(name.toLowerCase(), nearest);
  return edits <= allowed && edits < nearest.length ? nearest : undefined;
}
