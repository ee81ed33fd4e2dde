import { ClusterWords } from './ClusterWords';
import { FeatureName, FeatureTally } from './matchFeatures';
import { WordUnit } from './Reading';
import { Sides } from './Sides';
import { PairSignature } from './PairSignature';
import { SqlFrame, SqlTrait } from './SqlFrame';
import { Wording } from './Wording';
import { OPTIONAL_CLASSES, WordClass } from './wordClasses';

type Group =
  | 'aggregate'
  | 'comparison'
  | 'distinct'
  | 'extreme'
  | 'group'
  | 'logic'
  | 'order';

/** What classes do, and the trait of the SQL that is their counterpart; `shows` where that is enough to say them. */
const GROUPS: Partial<
  Record<WordClass, { group: Group; trait?: SqlTrait; shows?: true }>
> = {
  count: { group: 'aggregate', trait: 'count', shows: true },
  amount: { group: 'aggregate', trait: 'sum', shows: true },
  average: { group: 'aggregate', trait: 'average', shows: true },
  median: { group: 'aggregate' },
  share: { group: 'aggregate' },
  max: { group: 'extreme', trait: 'max', shows: true },
  min: { group: 'extreme', trait: 'min', shows: true },
  not: { group: 'logic', trait: 'not' },
  or: { group: 'logic', trait: 'or', shows: true },
  above: { group: 'comparison', trait: 'above' },
  below: { group: 'comparison', trait: 'below' },
  'at-least': { group: 'comparison', trait: 'above' },
  'at-most': { group: 'comparison', trait: 'below' },
  between: { group: 'comparison', trait: 'between' },
  compare: { group: 'comparison' },
  each: { group: 'group', trait: 'each' },
  'each-day': { group: 'group', trait: 'each' },
  'each-week': { group: 'group', trait: 'each' },
  'each-month': { group: 'group', trait: 'each' },
  'each-quarter': { group: 'group', trait: 'each' },
  'each-year': { group: 'group', trait: 'each' },
  change: { group: 'comparison' },
  'growth-down': { group: 'comparison' },
  why: { group: 'logic' },
  ascending: { group: 'order', trait: 'ascending', shows: true },
  descending: { group: 'order', trait: 'descending', shows: true },
  sorted: { group: 'order', trait: 'sorted', shows: true },
  distinct: { group: 'distinct', trait: 'distinct', shows: true },
};

const AGGREGATES: WordClass[] = [
  'count',
  'amount',
  'average',
  'median',
  'share',
  'max',
  'min',
  'size',
];

/** Kinds of answers that keywords leave open. */
const OPEN_IN_KEYWORDS: ReadonlySet<WordClass> = new Set([
  'count',
  'amount',
  'list',
  'size',
]);

type Classes = ReadonlyMap<WordClass, WordUnit>;

const asksAggregate = (classes: Classes) =>
  AGGREGATES.some(name => classes.has(name));

/** These change how an answer is put, rarely what it is. */
const isManner = (group: Group | undefined) =>
  group === 'order' || group === 'distinct';

function note(
  tally: FeatureTally,
  group: Group | undefined,
  side: 'Left' | 'Missing',
): void {
  if (group === 'order' || group === 'distinct') {
    tally.add(`${group}Differs`, 1);
  } else if (group !== undefined) {
    tally.add(`${group}${side}` satisfies FeatureName, 1);
  }
}

/** Which classes of plain English are on one side alone. */
export interface ClassDifference {
  /** No class differs but those of manner. */
  isNone: boolean;
  /** Of the question; the pair's SQL does not do so either. */
  leftover: WordUnit[];
  /** Of the phrasing; its SQL does so, and the question asks for no such thing. */
  unsaid: WordUnit[];
}

const SHARES = ['percent', 'percentage', 'share', 'rate', 'ratio'];

/** "Best" is another measure than "most" where only another pair of the cluster speaks of the best. */
function isOtherBest(
  { labels }: WordUnit,
  signature: PairSignature,
  words: ClusterWords,
): boolean {
  return labels.some(
    label =>
      label.startsWith('word:') &&
      words.known.has(label.slice('word:'.length)) &&
      !signature.labels.has(label),
  );
}

/** "How many different tracks" is not asked of SQL that counts each time. */
function countsAlike(
  name: WordClass,
  asked: Wording,
  frame: SqlFrame | undefined,
): boolean {
  return (
    name === 'distinct' &&
    asked.classes.has('count') &&
    frame !== undefined &&
    !frame.traits.has('distinct')
  );
}

/** Compares what classes of plain English do on either side: average, negate, group, order… */
export function compareClasses(
  { asked, said, signature, words }: Sides,
  tally: FeatureTally,
): ClassDifference {
  const { frame } = signature;
  const leftover: WordUnit[] = [];
  const unsaid: WordUnit[] = [];
  let isNone = true;
  for (const [name, unit] of asked.classes) {
    const { group, trait, shows } = GROUPS[name] ?? {};
    const isSaid = said.classes.has(name);
    isNone &&= isSaid || isManner(group);
    const isShown =
      (shows && trait && frame?.traits.has(trait)) ||
      (name === 'share' && SHARES.some(word => frame?.shown.has(word)));
    if (
      isOtherBest(unit, signature, words) ||
      countsAlike(name, asked, frame)
    ) {
      leftover.push(unit);
    }
    // Without anything to count or average, "every" only means all.
    const isIdle =
      /^(?:each|every)$/i.test(unit.text) &&
      frame !== undefined &&
      !asksAggregate(asked.classes) &&
      !asksAggregate(said.classes) &&
      !frame.traits.has('each');
    if (!isSaid && !isShown && !isIdle) {
      note(tally, group, 'Left');
      const isElsewhere = unit.labels.some(label =>
        signature.labels.has(label),
      );
      if (!OPTIONAL_CLASSES.has(name) && !isElsewhere) {
        leftover.push(unit);
      }
    }
  }
  for (const [name, unit] of said.classes) {
    const { group, trait } = GROUPS[name] ?? {};
    const isAsked = asked.classes.has(name);
    const isIdle = trait && frame && !frame.traits.has(trait);
    const isOpen = asked.isKeywords && OPEN_IN_KEYWORDS.has(name);
    isNone &&= isAsked || isOpen || isManner(group);
    if (!isAsked && !isIdle && !isOpen) {
      note(tally, group, 'Missing');
      if (!OPTIONAL_CLASSES.has(name)) {
        unsaid.push(unit);
      }
    }
  }
  return { isNone, leftover, unsaid };
}
