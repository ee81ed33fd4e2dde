import {
  AnswerSource,
  FilledParameter,
  Freshness,
  NearCluster,
  Suggestion,
} from '@cairn/backstage-plugin-data-assistant-common';
import { BoundParameters } from '@cairn/backstage-plugin-data-assistant-node';

/**
 * All that is needed to run and tell a verified answer, as the journal keeps it: a run that is resumed
 * goes on with the context that it began with.
 */
export interface AnswerPlan {
  clusterId: string;
  contextVersion: string;
  pairId: string;
  sql: string;
  template?: string;
  warehouse: string;
  /** All tables of the cluster, `schema.table`. */
  tables: string[];
  bound: BoundParameters;
  filled: FilledParameter[];
  assumptions: string[];
  period?: { from: string; to: string };
  confidence: number;
  sources: AnswerSource[];
  docIds: string[];
  datasetIds: string[];
  freshness: Freshness[];
  /** First day of the data, where a profile knows it. */
  dataBegin?: string;
}

/** What stands in place of a plan when no vetted pair answers. */
export interface NoPlan {
  reason: 'no-cluster' | 'none' | 'ambiguous' | 'broken';
  suggestions: Suggestion[];
  nearClusters: NearCluster[];
  /** Words of the question that the nearest vetted question does not say. */
  unsaid?: string[];
  /** Title of the cluster whose pair is broken, and its owner. */
  broken?: { clusterId: string; owner: string };
}
