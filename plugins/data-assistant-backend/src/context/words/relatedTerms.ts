import { isStopWord, rootOf } from './contentTerms';
import { WordNet } from './WordNet';

/** How much a word of each relation counts of the word itself. */
const SYNONYM = 0.55;
const DERIVED = 0.6;
const NEAR = 0.24;
/** Senses after the third are rare ones. */
const RAREST_SENSE = 1 / 3;
/** Of a word with many relatives, the nearest ones. */
const MOST_RELATED = 40;
const CACHE_SIZE = 20_000;

const cache = new Map<string, readonly [string, number][]>();

/** Terms that WordNet knows as synonyms and relatives of a word, with how much they count (0 to 1). */
export function relatedTerms(word: string): readonly [string, number][] {
  const known = cache.get(word);
  if (known) {
    return known;
  }
  const related = new Map<string, number>();
  const raise = (other: string, factor: number) => {
    if (!other.includes('_') && !isStopWord(other)) {
      const term = rootOf(other);
      related.set(term, Math.max(related.get(term) ?? 0, factor));
    }
  };
  const { synonyms, derived, near } = WordNet.shared().relationsOf(word);
  for (const [words, factor] of [
    [synonyms, SYNONYM],
    [near, NEAR],
  ] as const) {
    for (const [other, sense] of words) {
      if (sense >= RAREST_SENSE) {
        raise(other, factor * sense);
      }
    }
  }
  derived.forEach(other => raise(other, DERIVED));
  const nearest = [...related]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_RELATED);
  if (cache.size >= CACHE_SIZE) {
    cache.clear();
  }
  cache.set(word, nearest);
  return nearest;
}
