import { Pair } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { assignSlots } from './assignSlots';
import { ClusterVocabulary } from './ClusterVocabulary';
import { readPhrase } from './readPhrase';
import { WordUnit } from './Reading';

/** A pair as the matcher sees it. */
export interface PairSignature {
  pair: Pair;
  /** What each way to ask says, its parameters taken out. */
  phrasings: WordUnit[][];
  /** All labels of all its phrasings. */
  labels: ReadonlySet<string>;
}

/** Reads a pair's phrasings once; `now` only tells what names a time, not which. */
export function compilePair(
  pair: Pair,
  vocabulary: ClusterVocabulary,
  now: DateTime,
): PairSignature {
  const phrasings = [pair.question, ...pair.phrasings].map(
    text => assignSlots(readPhrase(text, vocabulary, now), pair.parameters).words,
  );
  return {
    pair,
    phrasings,
    labels: new Set(phrasings.flatMap(words => words.flatMap(({ labels }) => labels))),
  };
}
