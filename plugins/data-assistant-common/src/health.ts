/** @public */
export interface HealthFact {
  text: string;
  /** Entity ref, or `pair:<id>`, `dataset:<entity ref>`, that the fact speaks of. */
  ref?: string;
}

/**
 * One measured part of a cluster's health. A measurement that failed carries its reason, never a zero.
 * @public
 */
export interface SignalResult {
  id: string;
  title: string;
  /** Share of the score, above 0. */
  weight: number;
  /** 0 to 1; left out when the measurement failed or there was nothing to measure. */
  value?: number;
  /** Why there is no value. */
  failure?: string;
  facts: HealthFact[];
  /** What would raise it. */
  action?: string;
}

/** @public */
export interface HealthSnapshot {
  clusterId: string;
  /** 0 to 100; left out when no signal could be measured. */
  score?: number;
  measuredAt: string;
  signals: SignalResult[];
}

/** @public */
export interface ClusterHealth {
  current?: HealthSnapshot;
  /** Oldest first. */
  history: { measuredAt: string; score?: number }[];
}
