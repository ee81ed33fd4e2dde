import { RunStepView } from '@cairn/backstage-plugin-data-assistant-common';
import { Exchange } from './runState';

/** Steps that follow one another, and the question to the asker with which they ended. */
export interface RunSegment {
  steps: RunStepView[];
  exchange?: Exchange;
}

/** A run as it reads in a conversation: what was done, what was asked, what was done then. */
export function runSegments(
  steps: RunStepView[],
  exchanges: Exchange[],
): RunSegment[] {
  const isAsking = (step: RunStepView) =>
    exchanges.some(({ n }) => n === step.n);
  const within = (from: number, to: number) =>
    steps.filter(step => step.n >= from && step.n < to && !isAsking(step));
  const asked = exchanges.map((exchange, index) => ({
    steps: within(exchanges[index - 1]?.n ?? 0, exchange.n),
    exchange,
  }));
  return [...asked, { steps: within(exchanges.at(-1)?.n ?? 0, Infinity) }];
}
