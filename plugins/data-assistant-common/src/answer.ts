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
  /** 0 to 1: how sure it is that the question is about the topic of this cluster, which does not mean that it answers it. */
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

/** A statement that was tried on the way to an answer, the one that answers among them. @public */
export interface SqlAttempt {
  sql: string;
  /** `refused` by the guard, `failed` in the engine. */
  outcome: 'ran' | 'refused' | 'failed';
  /** Why it did not run. */
  message?: string;
  rowCount?: number;
}

/** What an answer took. @public */
export interface AnswerUsage {
  /** From the first step to the answer, over all attempts. */
  durationMs: number;
  steps: number;
  /** The model that worked on it; left out when none did. */
  model?: string;
  inputTokens?: number;
  outputTokens?: number;
  /** In US dollars; left out where prices are not configured. */
  costUsd?: number;
}

/**
 * What a run ends with. Fields that do not apply are left out.
 * @public
 */
export interface Answer {
  tier: AnswerTier;
  sentence: string;
  /**
   * 0 to 1. Of a verified answer, how sure it is that the vetted question is the one that was asked; of a
   * grounded one, how sure the model says it is; left out where numbers are `unbacked`.
   */
  confidence?: number;
  /** The question as it was understood, where it goes on from an earlier one. */
  readAs?: string;
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
  /** Two or more clusters that may cover the question alike: it can be asked again in one of them. */
  choices?: NearCluster[];
  /** Clusters that came near, without those among `choices`. */
  nearClusters?: NearCluster[];
  /** Statements that were tried, in order, when there was more than the one of a pair. */
  attempts?: SqlAttempt[];
  /** Numbers of the sentence that no row of the result holds, as they are written there. */
  unbacked?: string[];
  /** What the context lacks, in the words of the model. */
  missing?: string;
  /** The limit that ended the work before its time, and what to do; then this is what there was so far. */
  endedBy?: { limit: string; message: string };
  usage?: AnswerUsage;
}

/** Answer of `POST /ask`. @public */
export interface AskResponse extends Answer {
  conversationId: string;
  runId: string;
  receiptId?: string;
}
