import { CellValue, ColumnType, ParameterType } from './answer';

/** What a column holds, measured from the rows. @public */
export interface ColumnProfile {
  distinctCount?: number;
  /** 0 to 1 */
  nullShare?: number;
  min?: CellValue;
  max?: CellValue;
  /** Most common values first, at most 50. */
  commonValues?: { value: CellValue; count: number }[];
  /** True when `commonValues` are all the values there are. */
  complete?: boolean;
}

/** @public */
export interface DatasetColumn {
  name: string;
  type: ColumnType;
  /** Type in the words of the engine, such as `DECIMAL(18,2)`. */
  nativeType: string;
  nullable: boolean;
  description?: string;
  profile?: ColumnProfile;
}

/** @public */
export interface Dataset {
  /** Entity ref of the dataset's catalog entity. */
  id: string;
  clusterId: string;
  title: string;
  description?: string;
  warehouse: string;
  /** `schema.table` */
  table: string;
  /** `missing`: the warehouse has no such table now. */
  status: 'ok' | 'missing' | 'unknown';
  columns: DatasetColumn[];
  rowCount?: number;
  /** Column that partitions the rows by day, and the newest partition. */
  partitionColumn?: string;
  newest?: string;
  /** ISO 8601 duration in which new rows are expected, such as `P1D`. */
  rhythm?: string;
  deprecated?: boolean;
  profiledAt?: string;
}

/** A parameter that an expert declared on a pair. @public */
export interface PairParameter {
  name: string;
  type: ParameterType;
  /** For `value`: `schema.table.column` whose values it takes. */
  column?: string;
  /** Used when the question does not say; written as a person would (`last week`, `SE`, `10`). Without it and `absent`, the question must name one. */
  default?: string;
  /** When the question does not say: NULL is bound, and this says so in the answer (`all countries`). */
  absent?: string;
  /** For `number` and `topN`: inclusive bounds. */
  min?: number;
  max?: number;
  description?: string;
  /** For `dateRange`: takes only spans of whole weeks, months and so on, since the data has nothing finer. */
  grain?: 'week' | 'month' | 'quarter' | 'year';
}

/** Whether a pair's SQL still binds to the present schema. @public */
export interface PairValidity {
  status: 'valid' | 'broken' | 'unchecked';
  checkedAt?: string;
  /** Translated engine message when broken. */
  reason?: string;
}

/** @public */
export interface Pair {
  /** `<cluster name>/<file name without .sql>` */
  id: string;
  clusterId: string;
  question: string;
  phrasings: string[];
  sql: string;
  parameters: PairParameter[];
  /** How to say the answer: `{{column}}` and `{{parameter}}` are replaced. */
  answer?: string;
  /** Entity ref of who vouches for it. */
  author?: string;
  /** Entity ref of the datasets that the SQL reads. */
  datasets: string[];
  validity: PairValidity;
  path: string;
}

/** A parameter that the SQL of a pair and the words of its question suggest. @public */
export interface ProposedParameter {
  parameter: PairParameter;
  /** As they stand in the SQL now. */
  literals: string[];
  /** Of the question or a phrasing: what fills it. */
  words: string;
  /** For the expert who decides. */
  reason: string;
}

/**
 * Parameters for a pair that declares none. It teaches nothing until an owner puts it into the pair's file.
 * @public
 */
export interface ParameterProposal {
  pairId: string;
  /** Empty when there is nothing to propose. */
  parameters: ProposedParameter[];
  /** Literals that the words say too, but that stay as they are. */
  kept: { literal: string; reason: string }[];
  /** What to mind before taking it over. */
  cautions: string[];
  /** The whole text of the pair's file with the parameters; left out when there are none. */
  file?: string;
}

/** A word and what it means here. @public */
export interface Term {
  term: string;
  synonyms: string[];
  definition?: string;
  /** When the term names a value of a column: `schema.table.column` or `*.column`, and the value. */
  column?: string;
  value?: string;
  /**
   * When the term is a span that people mean in two ways, such as "last month": the last whole one of the
   * calendar, or as many days up to yesterday.
   */
  span?: 'calendar' | 'rolling';
}

/** @public */
export interface Doc {
  /** `<cluster name>/<file name without .md>` */
  id: string;
  clusterId: string;
  title: string;
  /** Markdown */
  body: string;
  terms: Term[];
  path: string;
}

/** A context file that could not be read, and why. The others still load. @public */
export interface ContextProblem {
  file: string;
  line?: number;
  reason: string;
}

/** A cluster in a list. @public */
export interface ClusterSummary {
  /** Entity ref. */
  id: string;
  name: string;
  title: string;
  description?: string;
  /** Entity ref of the owning group. */
  owner: string;
  counts: { datasets: number; pairs: number; docs: number; problems: number };
  /** 0 to 100; left out before the first measurement. */
  health?: number;
  /** What the caller may do here. */
  can: { ask: boolean; curate: boolean };
}

/** A cluster with all its context. @public */
export interface ClusterContext extends ClusterSummary {
  version: string;
  syncedAt?: string;
  datasets: Dataset[];
  pairs: Pair[];
  docs: Doc[];
  /** Only for those who may curate. */
  problems?: ContextProblem[];
}
