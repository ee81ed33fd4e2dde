import { Pair } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { Assignment, assignSlots } from './assignSlots';
import { ClusterVocabulary } from './ClusterVocabulary';
import { readPhrase } from './readPhrase';
import { WordUnit } from './Reading';

/** A pair as the matcher sees it. */
export interface PairSignature {
  pair: Pair;
  /** What each way to ask says, its parameters taken out. */
  phrasings: WordUnit[][];
  /** What its phrasings count or are about. */
  counted: WordUnit[];
  /** All labels of all its phrasings. */
  labels: ReadonlySet<string>;
}

const isName = (text: string) => /^\p{Lu}\p{Ll}/u.test(text);

/**
 * A phrasing with an example value that no term or profile knows ("Sweden" before there is a doc of
 * countries) must not match: the name would be taken for a plain word, and the answer be for all values.
 */
function hidesValue(text: string, assignment: Assignment, pair: Pair): boolean {
  const open = pair.parameters.some(
    ({ name, type }) => type === 'value' && !assignment.fillings.has(name),
  );
  return (
    open &&
    assignment.words.some(
      word =>
        isName(word.text) &&
        !text.trimStart().startsWith(word.text) &&
        !word.labels.some(label => label.startsWith('concept:')),
    )
  );
}

/** Reads a pair's phrasings once; `now` only tells what names a time, not which. */
export function compilePair(
  pair: Pair,
  vocabulary: ClusterVocabulary,
  now: DateTime,
): PairSignature {
  const phrasings: WordUnit[][] = [];
  const counted: WordUnit[] = [];
  for (const text of [pair.question, ...pair.phrasings]) {
    const reading = readPhrase(text, vocabulary, now);
    const assignment = assignSlots(reading, pair.parameters);
    if (!hidesValue(text, assignment, pair)) {
      phrasings.push(assignment.words);
      const head = assignment.counted ?? assignment.topic;
      counted.push(...(head ? [head] : []));
    }
  }
  return {
    pair,
    phrasings,
    counted,
    labels: new Set(
      phrasings.flatMap(words => words.flatMap(({ labels }) => labels)),
    ),
  };
}
