import { ContentWord } from './Wording';
import { relationOf, synonymyOf } from './WordRelations';

/** What a cluster's experts and its schema call things. */
export interface ClusterWords {
  /** Stems that occur in its pairs, terms and schema: there they mean what they mean there. */
  known: ReadonlySet<string>;
  /** Stems of its tables' and columns' names. */
  schema: ReadonlySet<string>;
  /** Labels of its own name, which need not be said where the asker has chosen it. */
  ignored: ReadonlySet<string>;
}

/**
 * Words that the cluster itself uses mean what they mean there: *listeners* are not *listens* where both are
 * spoken of. Only two plain synonyms are still one, unless the schema has a column for either.
 */
function relationWithin(words: ClusterWords, a: string, b: string): number {
  if (!words.known.has(a) || !words.known.has(b)) {
    return relationOf(a, b);
  }
  return words.schema.has(a) && words.schema.has(b) ? 0 : synonymyOf(a, b);
}

/** How well a word is said by others in a cluster, 0 to 1. */
export function saidBy(
  { unit, stem, isNumber }: ContentWord,
  others: ContentWord[],
  words: ClusterWords,
): number {
  let best = 0;
  for (const other of others) {
    if (unit.labels.some(label => other.unit.labels.includes(label))) {
      return 1;
    }
    if (
      stem !== undefined &&
      other.stem !== undefined &&
      !isNumber &&
      !other.isNumber
    ) {
      best = Math.max(best, relationWithin(words, stem, other.stem));
    }
  }
  return best;
}
