import { NamedValue } from './ClusterVocabulary';
import { WordClass } from './wordClasses';
import { TimeSpan } from './TimeSpan';

/** A word or phrase that says something: all labels under which it may be met on the other side. */
export interface WordUnit {
  labels: string[];
  text: string;
  wordClass?: WordClass;
}

/** Words that may fill a parameter, or else stand for themselves. */
export type SlotUnit = { text: string; words: WordUnit[] } & (
  | { kind: 'span'; span: TimeSpan }
  | { kind: 'value'; values: NamedValue[] }
  | { kind: 'count'; count: number; ranks: boolean }
);

/** A question or phrasing as the words of one cluster read it. */
export interface Reading {
  /** After "how many": the word for what is counted. */
  counted?: WordUnit;
  /** The word for what a text is about that asks in no such way: "podcast *listeners* in Sweden". */
  topic?: WordUnit;
  words: WordUnit[];
  slots: SlotUnit[];
}
