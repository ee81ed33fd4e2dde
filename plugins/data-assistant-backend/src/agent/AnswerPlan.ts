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
  /** The complete question, where the asked one goes on from an earlier one. */
  readAs?: string;
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
  /** Clusters that cannot be told apart: the asker may choose. */
  choices?: NearCluster[];
  /** Words of the question that the nearest vetted question does not say. */
  unsaid?: string[];
  /** The earlier question that this one goes on from, its cluster, and the complete question if one could be made out. */
  goesOn?: { from: string; clusterId: string; readAs?: string };
  /** Title of the cluster whose pair is broken, and its owner. */
  broken?: { clusterId: string; owner: string };
}

/** Where a question may be answered. */
export interface Routing {
  /** Best first. */
  near: NearCluster[];
  /** Entity refs of the first ones when they cannot be told apart; else empty. */
  alike: string[];
}
