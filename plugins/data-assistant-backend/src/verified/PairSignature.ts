import { Dataset, Pair } from '@cairn/backstage-plugin-data-assistant-common';
import { contentTerms } from '../context/words/contentTerms';
import { DateTime } from 'luxon';
import { Assignment, assignSlots } from './assignSlots';
import { ClusterVocabulary } from './ClusterVocabulary';
import { readPhrase } from './readPhrase';
import { Reading, WordUnit } from './Reading';
import { readSqlFrame, SqlFrame, stemsOfName } from './SqlFrame';
import { Wording } from './Wording';

/** One way to ask for a pair: as it was read, and with its parameters taken out. */
export interface Phrasing {
  reading: Reading;
  wording: Wording;
  /** What it counts or is about. */
  counted?: WordUnit;
}

/** A pair as the matcher sees it. */
export interface PairSignature {
  pair: Pair;
  phrasings: Phrasing[];
  /** What its phrasings count or are about. */
  counted: WordUnit[];
  /** All labels of all its phrasings. */
  labels: ReadonlySet<string>;
  described: DescribedColumn[];
  /** Undefined when its SQL cannot be read here. */
  frame?: SqlFrame;
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

/** A column that a pair's SQL names: stems of its name, and of the words that describe it. */
export interface DescribedColumn {
  name: string[];
  words: ReadonlySet<string>;
}

function describedBy(
  pair: Pair,
  datasets: Dataset[],
  frame: SqlFrame | undefined,
): DescribedColumn[] {
  return datasets
    .filter(({ id }) => pair.datasets.includes(id))
    .flatMap(({ columns }) => columns)
    .filter(({ name }) => frame?.columnNames.has(name.toLowerCase()))
    .map(({ name, description }) => ({
      name: stemsOfName(name),
      words: new Set(contentTerms(description ?? '')),
    }));
}

/** Reads a pair's phrasings once; `now` only tells what names a time, not which. */
export function compilePair(
  pair: Pair,
  context: { vocabulary: ClusterVocabulary; datasets: Dataset[] },
  now: DateTime,
): PairSignature {
  const { vocabulary, datasets } = context;
  const phrasings: Phrasing[] = [];
  for (const text of [pair.question, ...pair.phrasings]) {
    const reading = readPhrase(text, vocabulary, now);
    const assignment = assignSlots(reading, pair.parameters);
    if (!hidesValue(text, assignment, pair)) {
      const counted = assignment.counted ?? assignment.topic;
      phrasings.push({
        reading,
        wording: Wording.ofPhrasing(assignment),
        ...(counted ? { counted } : {}),
      });
    }
  }
  const frame = readSqlFrame(pair.sql);
  return signatureOf({
    pair,
    frame,
    described: describedBy(pair, datasets, frame),
    phrasings,
  });
}

/** What the phrasings say together. */
function signatureOf(
  parts: Pick<PairSignature, 'described' | 'frame' | 'pair' | 'phrasings'>,
): PairSignature {
  const { phrasings } = parts;
  return {
    ...parts,
    counted: phrasings.flatMap(({ counted }) => (counted ? [counted] : [])),
    labels: new Set(
      phrasings.flatMap(({ wording }) =>
        wording.words.flatMap(({ labels }) => labels),
      ),
    ),
  };
}

/** The pair as if one of its phrasings had not been written. */
export function withoutPhrasing(
  signature: PairSignature,
  phrasing: Phrasing,
): PairSignature {
  return signatureOf({
    ...signature,
    phrasings: signature.phrasings.filter(other => other !== phrasing),
  });
}
