import { readCount } from './numberWords';
import { Found } from './Reading';
import { Sentence } from './Sentence';

/** Superlatives around a number make it a rank: "top 5", "the five biggest", "which 5 … most". */
const RANK_BEFORE =
  /\b(?:top|best|first|bottom|worst|biggest|largest|highest|most|leading|lowest|smallest|fewest|least)(?: the)? $/i;
const RANK_AFTER =
  /^ ?(?:\p{L}+ )?(?:best|biggest|largest|highest|most|top|leading|lowest|smallest|fewest|least|worst)\b/iu;
const ASKED_BEFORE = /\b(?:which|what)(?: are| were)?(?: the)? $/i;
const SUPERLATIVE =
  /\b(?:best|biggest|largest|highest|most|lowest|smallest|fewest|least|worst)\b/i;
/** After these "one" stands for something named before. */
const STANDS_FOR = /^(?:each|every|the|this|that|which|any)$/i;

/** A number, in digits or as a word; a "one" that stands for something else says nothing. */
export function readCountSlot(
  sentence: Sentence,
  at: number,
): Found | undefined {
  const { tokens } = sentence;
  const { text } = tokens[at];
  const isPronoun =
    /^one$/i.test(text) &&
    (at === tokens.length - 1 || STANDS_FOR.test(sentence.wordAt(at - 1)));
  if (isPronoun) {
    return { taken: 1 };
  }
  const count = readCount(text);
  if (!Number.isFinite(count)) {
    return undefined;
  }
  const before = sentence.before(at);
  const after = sentence.after(at);
  return {
    taken: 1,
    slot: {
      kind: 'count',
      count,
      ranks:
        RANK_BEFORE.test(before) ||
        RANK_AFTER.test(after) ||
        (ASKED_BEFORE.test(before) && SUPERLATIVE.test(after)),
      words: [{ labels: [`word:${count}`], text }],
      text,
    },
  };
}
