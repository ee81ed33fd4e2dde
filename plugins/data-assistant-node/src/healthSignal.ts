import { createExtensionPoint } from '@backstage/backend-plugin-api';
import {
  ClusterContext,
  HealthFact,
} from '@cairn/backstage-plugin-data-assistant-common';

/** How often questions that touched a cluster were answered. @public */
export interface QuestionCounts {
  asked: number;
  answered: number;
  /** The latest that nothing answered, newest first, at most ten. */
  unanswered: { question: string; askedAt: string }[];
}

/** What a signal may look at. @public */
export interface HealthSignalContext {
  cluster: ClusterContext;
  /** Moment of the measurement. */
  now: Date;
  questionsSince(since: Date): Promise<QuestionCounts>;
}

/**
 * `value` 0 to 1; or `failure`, the reason why nothing could be measured.
 * @public
 */
export type HealthMeasurement =
  | { value: number; facts: HealthFact[]; action?: string }
  | { failure: string; facts?: HealthFact[]; action?: string };

/** One measured part of a cluster's health. @public */
export interface HealthSignal {
  readonly id: string;
  readonly title: string;
  /** Share of the score relative to the other signals, above 0. */
  readonly weight: number;
  /** A rejection is stored as a failure with its message. */
  measure(context: HealthSignalContext): Promise<HealthMeasurement>;
}

/** @public */
export interface HealthSignalExtensionPoint {
  /** @throws Error when a signal of that id is there already. */
  addSignal(signal: HealthSignal): void;
}

/** @public */
export const healthSignalExtensionPoint =
  createExtensionPoint<HealthSignalExtensionPoint>({
    id: 'data-assistant.health-signal',
  });
