import { WordNet } from '../context/words/WordNet';
import { WordUnit } from './Reading';

/** Two words of one root, such as `enroll` and `enrollment`. */
const SAME_ROOT = 0.9;
/** Words of one meaning: so much at least, and more the commoner that sense is. */
const SAME_SENSE = 0.5;
const COMMON_SENSE = 0.4;
const COMMONEST_TWO = 1 / 2;
/** One begins with the other, such as `bed` and `bedroom`. */
const SAME_BEGINNING = 0.7;
const SHORTEST_BEGINNING = 5;
/** From here on two words count as the same when something is looked for. */
export const NEAR = 0.7;

/** A word that occurs this often is as common as any. */
const COMMON = 2000;
const SMOOTHING = 5;
const MOST_TELLING = Math.log(1 + COMMON / SMOOTHING);
/** Scale on which weights are compared: about that of an inverse document frequency. */
const SCALE = 3;

/** How near two stems are as synonyms in their commonest or second commonest sense, else 0. */
export function synonymyOf(a: string, b: string): number {
  const wordNet = WordNet.shared();
  const sense = Math.max(
    wordNet.relationsOf(a).synonyms.get(b) ?? 0,
    wordNet.relationsOf(b).synonyms.get(a) ?? 0,
  );
  return sense >= COMMONEST_TWO ? SAME_SENSE + COMMON_SENSE * sense : 0;
}

/**
 * How near two stems are in plain English, 0 to 1 (the same). Synonyms count by how common the sense is
 * in which they are.
 */
export function relationOf(a: string, b: string): number {
  if (a === b) {
    return 1;
  }
  const wordNet = WordNet.shared();
  const [ofA, ofB] = [wordNet.relationsOf(a), wordNet.relationsOf(b)];
  if (ofA.derived.has(b) || ofB.derived.has(a)) {
    return SAME_ROOT;
  }
  const sense = Math.max(ofA.synonyms.get(b) ?? 0, ofB.synonyms.get(a) ?? 0);
  const begins =
    Math.min(a.length, b.length) >= SHORTEST_BEGINNING &&
    (a.startsWith(b) || b.startsWith(a));
  return Math.max(
    sense > 0 ? SAME_SENSE + COMMON_SENSE * sense : 0,
    begins ? SAME_BEGINNING : 0,
  );
}

/** Whether one of the stems is as good as the same. */
export function isNearAny(stems: Iterable<string>, stem: string): boolean {
  for (const other of stems) {
    if (relationOf(other, stem) >= NEAR) {
      return true;
    }
  }
  return false;
}

/** Whether two stems are opposites, such as `arrive` and `leave`. */
export function areOpposite(a: string, b: string): boolean {
  const wordNet = WordNet.shared();
  return (
    wordNet.relationsOf(a).antonyms.has(b) ||
    wordNet.relationsOf(b).antonyms.has(a)
  );
}

/** Whether a stem is an adjective as a rule, which narrows what it stands before: *new* listeners. */
export function isModifier(stem: string): boolean {
  return WordNet.shared().relationsOf(stem).isAdjective;
}

/**
 * How much a word tells, 0 to 3: the less often it occurs in running English the more, as self-information
 * (Shannon 1948). A word that English does not know tells most.
 */
export function tellingOf(stem: string): number {
  const { frequency } = WordNet.shared().relationsOf(stem);
  return (
    (SCALE * Math.log(1 + COMMON / (frequency + SMOOTHING))) / MOST_TELLING
  );
}

/** A phrase of the experts has no stem of its own; it tells as much as a rare word. */
const TELLING_PHRASE = SCALE;

/** The stem of a unit; undefined for a phrase or a class. */
export function stemOfUnit({ labels }: WordUnit): string | undefined {
  return labels.find(label => label.startsWith('word:'))?.slice('word:'.length);
}

/** How much a unit tells, 0 to 3. */
export function tellingOfUnit(unit: WordUnit): number {
  const stem = stemOfUnit(unit);
  return stem === undefined ? TELLING_PHRASE : tellingOf(stem);
}
