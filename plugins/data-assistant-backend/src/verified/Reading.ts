import { NamedValue } from './ClusterVocabulary';
import { WordClass } from './wordClasses';
import { TimeSpan } from './TimeSpan';

/** A word or phrase that says something: all labels under which it may be met on the other side. */
export interface WordUnit {
  labels: string[];
  text: string;
  wordClass?: WordClass;
  /** It joins or points and constrains nothing by itself: `and`, `with`, `their`. */
  isLink?: boolean;
  /** A value, time or number that no parameter takes. */
  isUntaken?: boolean;
  /** It stands after "per", "by" or "each". */
  isGroupKey?: boolean;
  /** A share of it is asked for. */
  isWhole?: boolean;
}

/** Words that may fill a parameter, or else stand for themselves. */
export type SlotUnit = { text: string; words: WordUnit[] } & (
  | { kind: 'span'; span: TimeSpan }
  | { kind: 'value'; values: NamedValue[] }
  | { kind: 'count'; count: number; ranks: boolean }
);

/** What was read at a place, and how many tokens it took; neither word nor slot when it says nothing. */
export interface Found {
  taken: number;
  word?: WordUnit;
  slot?: SlotUnit;
}

/** A question or phrasing as the words of one cluster read it. */
export interface Reading {
  /** After "how many": the word for what is counted. */
  counted?: WordUnit;
  /** The word for what a text is about that asks in no such way: "podcast *listeners* in Sweden". */
  topic?: WordUnit;
  /** It only names things, as one types into a search box, and leaves open whether to count or to list them. */
  isKeywords: boolean;
  /** It asks for this moment: "right now". */
  saysNow: boolean;
  /** What is asked for, before anything that restricts it: the *names* and *ages* of singers. */
  head: WordUnit[];
  words: WordUnit[];
  slots: SlotUnit[];
}
