/**
 * How much an answer may be trusted. `verified`: an approved pair answered, at most with its declared
 * parameters filled in. `grounded`: SQL written from the cluster's context, over its datasets alone.
 * `uncovered`: nothing vetted answers the question, and the assistant says so.
 * @public
 */
export type AnswerTier = 'verified' | 'grounded' | 'uncovered';

/** @public */
export type ColumnType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'json';

/** @public */
export interface ResultColumn {
  name: string;
  type: ColumnType;
}

/**
 * A cell as it travels in JSON: dates as `YYYY-MM-DD`, timestamps as ISO 8601 in UTC, integers beyond
 * 2^53 and decimals that a double cannot hold as strings.
 * @public
 */
export type CellValue = string | number | boolean | null;

/** @public */
export type AnswerSourceKind = 'cluster' | 'pair' | 'doc' | 'dataset';

/** Something that an answer rests on. @public */
export interface AnswerSource {
  kind: AnswerSourceKind;
  /** Entity ref for a cluster or dataset, `<cluster name>/<file name without ending>` for a pair or doc. */
  id: string;
  title: string;
}

/** A vetted question that really has an answer. @public */
export interface Suggestion {
  question: string;
  /** Entity ref of the cluster that answers it. */
  cluster: string;
  clusterTitle: string;
}

/** A cluster that came near to the question. @public */
export interface NearCluster {
  cluster: string;
  title: string;
  owner: string;
  /** 0 to 1 */
  score: number;
}

/** Which words of the question filled a parameter, or that its default did. @public */
export interface FilledParameter {
  name: string;
  type: ParameterType;
  /** The bound value as text; a range as `from..to`, both inclusive. */
  value: string;
  /** For people: `Sweden`, `9 to 15 November 2026`, or what stands for no restriction. */
  label: string;
  /** The words of the question; left out when the pair's default was used. */
  words?: string;
}

/** @public */
export type ParameterType = 'value' | 'date' | 'dateRange' | 'number' | 'topN';

/** How new the data behind an answer is. @public */
export interface Freshness {
  dataset: string;
  /** The newest partition or change, `YYYY-MM-DD` or ISO timestamp. */
  newest: string;
}

/** Closed form of a chart over the answer's own columns. @public */
export interface ChartSpec {
  kind: 'line' | 'bar';
  x: string;
  y: string[];
}

/**
 * What a run ends with. Fields that do not apply are left out.
 * @public
 */
export interface Answer {
  tier: AnswerTier;
  sentence: string;
  /** 0 to 1 */
  confidence?: number;
  /** Entity ref. */
  cluster?: string;
  columns?: ResultColumn[];
  /** Row-major, in the order of `columns`. */
  rows?: CellValue[][];
  /** True when the result had more rows than the limit and only the first are shown. */
  truncated?: boolean;
  /** As it may be run elsewhere, its parameters written in; the receipt has it as it ran. */
  sql?: string;
  sources?: AnswerSource[];
  parameters?: FilledParameter[];
  /** What was assumed where the question was silent or ambiguous. */
  assumptions?: string[];
  freshness?: Freshness[];
  chart?: ChartSpec;
  suggestions?: Suggestion[];
  nearClusters?: NearCluster[];
}

/** Answer of `POST /ask`. @public */
export interface AskResponse extends Answer {
  conversationId: string;
  runId: string;
  receiptId?: string;
}
