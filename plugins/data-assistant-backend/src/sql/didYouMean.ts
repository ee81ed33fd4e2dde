import { distance } from 'fastest-levenshtein';

const MAX_CANDIDATES = 3;

/** `Did you mean “a” or “b”?` for at most three names; undefined without any. */
export function didYouMean(candidates: string[]): string | undefined {
  const quoted = [...new Set(candidates)]
    .slice(0, MAX_CANDIDATES)
    .map(name => `“${name}”`);
  const last = quoted.pop();
  if (last === undefined) {
    return undefined;
  }
  return quoted.length
    ? `Did you mean ${quoted.join(', ')} or ${last}?`
    : `Did you mean ${last}?`;
}

/** The names within a third of a name's letters of it, nearest first. */
export function nearNames(name: string, names: Iterable<string>): string[] {
  const wanted = name.toLowerCase();
  const bound = Math.max(1, Math.floor(wanted.length / 3));
  return [...names]
    .map(other => ({ other, edits: distance(wanted, other.toLowerCase()) }))
    .filter(({ edits }) => edits <= bound)
    .sort((a, b) => a.edits - b.edits || a.other.localeCompare(b.other))
    .map(({ other }) => other);
}
