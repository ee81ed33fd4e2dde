import { saidBy } from './ClusterWords';
import { FeatureTally } from './matchFeatures';
import { Sides } from './Sides';
import { ContentWord } from './Wording';
import { isNearAny, NEAR, relationOf } from './WordRelations';

const speakOf = (words: ContentWord[], stems: string[]) =>
  stems.some(other =>
    words.some(({ stem }) => relationOf(stem ?? '', other) >= NEAR),
  );

/** Compares what is asked for, and the columns of the SQL that the phrasing speaks of and the question does not. */
export function compareHeads(
  { asked, said, signature, words }: Sides,
  tally: FeatureTally,
): void {
  const { frame } = signature;
  const selected = (frame?.selected ?? []).flat();
  const isSaidBy = (word: ContentWord, others: ContentWord[]) =>
    saidBy(word, others, words) >= NEAR;
  const [head, itsHead] = [asked.head, said.head];
  tally.add(
    'headLeft',
    head.filter(
      word => !isSaidBy(word, itsHead) && !isNearAny(selected, word.stem ?? ''),
    ).length,
  );
  tally.add(
    'headMissing',
    itsHead.filter(word => !isSaidBy(word, asked.content)).length,
  );
  const [first, itsFirst] = [head[0], itsHead[0]];
  tally.add(
    'headFirst',
    first && itsFirst && !isSaidBy(first, [itsFirst]) ? 1 : 0,
  );
  tally.add(
    'columnsUnsaid',
    (frame?.columns ?? []).filter(
      column =>
        speakOf(said.content, column) && !speakOf(asked.content, column),
    ).length,
  );
}
