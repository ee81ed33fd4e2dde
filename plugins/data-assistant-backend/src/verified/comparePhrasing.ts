import { compareClasses } from './compareClasses';
import { compareContent, ContentDifference } from './compareContent';
import { compareHeads } from './compareHeads';
import { FeatureTally } from './matchFeatures';
import { WordUnit } from './Reading';
import { Sides } from './Sides';

/** How a question and one phrasing of a pair differ; `leftover` and `unsaid` have words of classes, too. */
export interface Comparison extends ContentDifference {
  /** In the order of `FEATURES`. */
  features: number[];
  /** Both say the same words, as often, and ask for the same kind of answer. */
  isExact: boolean;
}

function countOf(units: WordUnit[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { labels } of units) {
    counts.set(labels[0], (counts.get(labels[0]) ?? 0) + 1);
  }
  return counts;
}

/** Whether both say the words that they share equally often. */
function sayAsOften(a: WordUnit[], b: WordUnit[]): boolean {
  const counts = countOf(b);
  return [...countOf(a)].every(
    ([label, count]) => (counts.get(label) ?? count) === count,
  );
}

/** Compares what a question says with one phrasing of a pair and with the pair's SQL. */
export function comparePhrasing(sides: Sides): Comparison {
  const { asked, said } = sides;
  const tally = FeatureTally.create();
  const content = compareContent(sides, tally);
  const classes = compareClasses(sides, tally);
  compareHeads(sides, tally);
  tally.add('linksDiffer', asked.saysAnd === said.saysAnd ? 0 : 1);
  return {
    ...content,
    leftover: [...content.leftover, ...classes.leftover],
    unsaid: [...content.unsaid, ...classes.unsaid],
    features: tally.toList(),
    isExact:
      classes.isNone &&
      tally.hasSameWords &&
      sayAsOften(asked.words, said.words),
  };
}
